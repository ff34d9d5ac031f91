import type { ApiObject } from 'cdk8s';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkPlace, claimObject, constructPath, ConstructFindings, emitObject, findCollision, orRemove, watchOwner } from './emit';
import { DISTRIBUTION_OPTIONS, DISTRIBUTION_PROPS, readInstance, readInstanceProps, unwrapInput, wrapInput } from './instance';
import type { DistributionOptions, FluxDistributionProps, InstanceInput } from './instance';
import { addKnownNamespace, ChartSecrets, dependOnSecrets } from './known-secrets';
import type { RenderedInstance } from './operator';
import { raiseProblems } from './problems';
import type { FluxWarning } from './problems';
import { readText } from './read-text';
import { copyPlain, lazy } from './util';
import type { KubeObject } from './util';

// The patch engine and the schemas wait for the first distribution.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadOperator = lazy(() => require('./operator') as typeof import('./operator'));

/**
 * All of Flux, made at synth: the same objects that the Flux Operator applies for a FluxInstance. These are the namespace, the CRDs, roles, network
 * policies, Services and Deployments of the controllers, and with `sync` the source and the Kustomization.
 *
 * They are made of Flux's own manifests, which you get once for each Flux version: the page about whole clusters has the commands. Everything is
 * checked in the constructor: an error lists all problems at once, and nothing is emitted then.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 *
 * @exampleMetadata fixture=chart
 * @example
 * new FluxDistribution(chart, 'flux', {
 *   manifests: 'flux-operator-manifests',
 *   distribution: { version: '2.9.x' },
 *   storage: { storageClass: 'standard', size: Size.gibibytes(10) },
 * });
 */
export class FluxDistribution extends Construct {
  /**
   * All of Flux from a FluxInstance manifest.
   *
   * An error lists everything that is wrong with it.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct.
   * @param text One FluxInstance, in YAML or JSON.
   * @param options Where Flux's manifests are, and how to check the instance.
   */
  public static fromYaml(scope: Construct, id: string, text: string, options: DistributionOptions): FluxDistribution {
    return new FluxDistribution(scope, id, wrapInput((namespace) => readInstance(text, options, namespace, DISTRIBUTION_OPTIONS)));
  }

  /**
   * All of Flux from a file with a FluxInstance manifest.
   *
   * An error says why the file cannot be read, or lists everything that is wrong with the manifest.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct.
   * @param path Path of the file, from the working directory.
   * @param options Where Flux's manifests are, and how to check the instance.
   *
   * @exampleMetadata fixture=chart
   * @example
   * FluxDistribution.fromFile(chart, 'flux', 'clusters/my-cluster/flux-instance.yaml', { manifests: 'flux-operator-manifests' });
   */
  public static fromFile(scope: Construct, id: string, path: string, options: DistributionOptions): FluxDistribution {
    return FluxDistribution.fromYaml(scope, id, readText(constructPath(scope, id), path), options);
  }

  /**
   * All objects as plain data, without a construct, in the order in which the operator applies them.
   *
   * An error lists everything that is wrong with the instance.
   *
   * @param props The instance.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii gives other languages plain objects only for `any`
  public static manifests(props: FluxDistributionProps): any[] {
    const input = readInstanceProps(DISTRIBUTION_PROPS, props, undefined);
    const { objects, problems } = loadOperator().renderInstance(input, { manifests: input.settings.manifests ?? '', labels: {} });
    raiseProblems('FluxDistribution.manifests', problems, FluxDistribution);
    // The manifests are shared by all instances: whoever changes an object gets one of their own.
    return copyPlain([...objects]);
  }

  /** The source: a GitRepository, OCIRepository or Bucket. Not set without `sync`, or where a patch deleted it. */
  public readonly source?: ApiObject;

  /** The Kustomization. Not set without `sync`, or where a patch deleted it. */
  public readonly kustomization?: ApiObject;

  /** Everything, in the order in which the operator applies it: CRDs and the namespace first. */
  public readonly objects: ApiObject[];

  /**
   * What does not do what it seems to, as far as it is known: some of it only at synth. Then the warnings of all constructs are written to standard
   * error, once.
   */
  public readonly warnings: FluxWarning[];

  /**
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct.
   * @param props The instance. An error lists everything that is wrong with it.
   */
  constructor(scope: Construct, id: string, props: FluxDistributionProps) {
    super(scope, checkPlace(scope, id));
    const secrets = new ChartSecrets(this);
    const { input, render, rendered } = orRemove(this, () => this.read(props, secrets));
    const { settings, spec } = input;
    const inSync = new Set(rendered.sync?.objects.map(identify));
    this.objects = orRemove(this, () => rendered.objects.map((object) => {
      const part = inSync.has(identify(object)) ? object.kind === 'Kustomization' ? 'kustomization' : 'source' : undefined;
      const emitted = emitObject(this, part ?? `${object.kind.toLowerCase()}-${object.metadata.name}`, object);
      claimObject(emitted, object.metadata);
      if (object.kind === 'Namespace') {
        addKnownNamespace(emitted);
      }
      if (part !== undefined) {
        dependOnSecrets(emitted, object);
      }
      return emitted;
    }));
    const findPart = (part: string) => this.objects.find(({ node }) => node.id === part);
    this.source = findPart('source');
    this.kustomization = findPart('kustomization');

    let latest = rendered;
    const findings = new ConstructFindings(this, settings.acknowledgements, () => {
      // Secrets may be made after the instance.
      latest = secrets.refresh(rendered.sync?.objects ?? []) ? render() : latest;
      return { ...latest, dependsOnContent: secrets.hasPlain };
    });
    findings.warn(rendered.warnings);
    this.warnings = findings.warnings;
    if (input.hasSync) {
      const { instanceName: name, namespace } = spec!;
      watchOwner(this, { name, namespace, handover: settings.handover }, (warning) => findings.warn([warning]));
    }
  }

  /** Reads the instance and renders it. Nothing of the tree is changed yet. */
  private read(props: FluxDistributionProps, secrets: ChartSecrets): {
    readonly input: InstanceInput; readonly render: () => RenderedInstance; readonly rendered: RenderedInstance;
  } {
    const chart = Chart.of(this);
    const input = unwrapInput(props)?.(chart.namespace) ?? readInstanceProps(DISTRIBUTION_PROPS, props, chart.namespace);
    const render = () => loadOperator().renderInstance(input, {
      manifests: input.settings.manifests ?? '', labels: chart.labels, secrets: secrets.index,
    });
    const rendered = render();
    const { problems, objects } = rendered;
    raiseProblems(this.node.path, problems.length > 0 ? problems : objects.flatMap((object) => findCollision(this, object)), FluxDistribution);
    return { input, render, rendered };
  }
}

function identify({ kind, metadata: { name } }: KubeObject): string {
  return `${kind} ${name}`;
}
