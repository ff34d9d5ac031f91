import { App, Chart } from 'cdk8s';

/**
 * The chart of a cluster, in an app of its own. It knows whether anybody has used it: all that can be done with the tree of a chart begins with its
 * `node`. A cluster whose chart nobody has used needs no construct tree, which takes longer than all else.
 */
export class ClusterChart {
  public readonly chart: Chart;
  private readonly lock: () => void;
  private isTouched = false;
  private onUse: () => void;

  constructor(cluster: string) {
    this.chart = makeClusterChart(cluster);
    const { node } = this.chart;
    this.lock = () => node.lock();
    this.onUse = () => {
      this.isTouched = true;
    };
    Object.defineProperty(this.chart, 'node', {
      get: () => {
        const { onUse } = this;
        this.onUse = () => undefined;
        onUse();
        return node;
      },
    });
  }

  /** Whether anybody may have changed the tree. */
  public get isUsed(): boolean {
    return this.isTouched;
  }

  /**
   * Lets nothing be added any more.
   *
   * @param complete adds what an unused chart would hold, when somebody looks at it after all
   */
  public close(complete: (chart: Chart) => void = () => undefined): void {
    if (this.isTouched) {
      this.lock();
      return;
    }
    this.onUse = () => {
      complete(this.chart);
      this.lock();
    };
  }
}

/** The library `constructs` keeps children in an object literal: a name such as `constructor` would already be there. */
export function makeClusterChart(cluster: string): Chart {
  return new Chart(new App(), cluster in {} ? `cluster-${cluster}` : cluster);
}
