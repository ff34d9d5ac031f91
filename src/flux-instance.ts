import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkPlace, claimObject, constructPath, ConstructFindings, emitObject, findCollision, orRemove } from './emit';
import { FLUX_INSTANCE_PROPS, readInstance, readInstanceProps, unwrapInput, wrapInput } from './instance';
import type { FluxInstanceProps, InstanceInput, SyncOptions } from './instance';
import { ChartSecrets, dependOnSecrets } from './known-secrets';
import type { InstanceMetadata, RenderedSync, WrittenInstance } from './operator';
import { raiseProblems } from './problems';
import type { FluxWarning, Problem } from './problems';
import { readText } from './read-text';
import { lazy } from './util';
import type { KubeObject } from './util';

// As in FluxInstanceSync: whoever only imports the package does not pay for it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadOperator = lazy(() => require('./operator') as typeof import('./operator'));

/**
 * The FluxInstance itself, for a cluster that runs the Flux Operator: one object, from which the operator makes everything else.
 *
 * It is checked in the constructor by doing what the operator will do with it. The typed options of the sync become kustomize patches before those
 * that are given, so that the operator makes the same source and Kustomization as a FluxInstanceSync with the same props.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 *
 * @exampleMetadata fixture=chart
 * @example
 * new FluxInstance(chart, 'flux', {
 *   distribution: { version: '2.9.x' },
 *   cluster: { size: ClusterSize.MEDIUM, multitenant: true },
 *   sync: {
 *     kind: SyncKind.OCI_REPOSITORY,
 *     url: 'oci://ghcr.io/my-org/my-fleet',
 *     ref: 'latest',
 *     path: './',
 *   },
 * });
 */
export class FluxInstance extends Construct {
  /**
   * A FluxInstance from its manifest, which is checked and emitted unchanged.
   *
   * The labels of the chart are added, and a patch where the operator would misread a string of the sync.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct.
   * @param text One FluxInstance, in YAML or JSON.
   * @param options How to check it. There are no `patchTargets` and no `handover`: the operator patches and owns the objects.
   */
  public static fromYaml(scope: Construct, id: string, text: string, options?: SyncOptions): FluxInstance {
    return new FluxInstance(scope, id, wrapInput((namespace) => readInstance(text, options, namespace)));
  }

  /**
   * A FluxInstance from a file with its manifest, which is checked and emitted unchanged.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct.
   * @param path Path of the file, from the working directory.
   * @param options How to check it. There are no `patchTargets` and no `handover`: the operator patches and owns the objects.
   *
   * @exampleMetadata fixture=chart
   * @example
   * FluxInstance.fromFile(chart, 'flux', 'clusters/my-cluster/flux-instance.yaml');
   */
  public static fromFile(scope: Construct, id: string, path: string, options?: SyncOptions): FluxInstance {
    return FluxInstance.fromYaml(scope, id, readText(constructPath(scope, id), path), options);
  }

  /** The namespace of the FluxInstance, and of Flux. */
  public readonly namespace: string;

  /** The Flux release that the version or range resolves to, as far as this package knows the releases: `2.9.4`. */
  public readonly fluxVersion: string;

  /**
   * What Flux accepts but ignores, or where it behaves unexpectedly, as far as it is known: some of it only at synth. Then the warnings of all constructs
   * are written to standard error, once.
   */
  public readonly warnings: FluxWarning[];

  /** What the operator will do with the instance, as far as it was known when it was checked last. */
  private checked: RenderedSync;

  /**
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct.
   * @param props The instance. An error lists everything that is wrong with it.
   */
  constructor(scope: Construct, id: string, props: FluxInstanceProps = {}) {
    super(scope, checkPlace(scope, id));
    const secrets = new ChartSecrets(this);
    const { input, check, checked, written } = orRemove(this, () => this.read(props, secrets));
    // `ApiObject.of` looks for a child of this name.
    const object = orRemove(this, () => emitObject(this, 'Resource', written.manifest!));
    claimObject(object);
    this.checked = checked;
    checked.objects.forEach((each) => dependOnSecrets(object, each));
    const findings = new ConstructFindings(this, input.settings.acknowledgements, () => {
      // Secrets may be made after the instance.
      this.checked = secrets.refresh(checked.objects) ? check() : this.checked;
      return { ...this.checked, dependsOnContent: secrets.hasPlain };
    });
    findings.warn([...checked.warnings, ...written.warnings]);
    this.warnings = findings.warnings;
    this.namespace = input.spec!.namespace;
    this.fluxVersion = input.spec!.release.slice(1);
  }

  /**
   * The source and the Kustomization that the operator will make of the instance, as plain data, for tests. Empty where there is no sync.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii gives other languages plain objects only for `any`
  public get syncObjects(): any[] {
    const objects: readonly KubeObject[] = this.checked.objects;
    return [...objects];
  }

  /** Reads the instance, does what the operator will do with it, and writes it. Nothing of the tree is changed yet. */
  private read(props: FluxInstanceProps, secrets: ChartSecrets): CheckedInstance & { readonly input: InstanceInput } {
    const { labels, namespace } = Chart.of(this);
    const input = unwrapInput(props)?.(namespace) ?? readInstanceProps(FLUX_INSTANCE_PROPS, props, namespace);
    const instance = checkFluxInstance(input, { labels, namespace, secrets });
    const { manifest } = instance.written;
    const collisions = manifest === undefined ? [] : findCollision(this, manifest);
    raiseProblems(this.node.path, [...instance.problems, ...collisions], FluxInstance);
    return { input, ...instance };
  }
}

/** An instance as it is written, and what the operator will do with it. */
interface CheckedInstance {
  readonly problems: readonly Problem[];
  readonly written: WrittenInstance;
  readonly checked: RenderedSync;
  /** Checks it again, when other Secrets are known. */
  readonly check: () => RenderedSync;
}

/** Checks an instance, and writes it. */
export function checkFluxInstance(input: InstanceInput, { secrets, ...metadata }: InstanceMetadata & { readonly secrets?: Pick<ChartSecrets, 'index'> }): CheckedInstance {
  const { checkInstance, writeInstance } = loadOperator();
  refuseSyncSettings(input);
  const check = () => checkInstance(input, { secrets: secrets?.index });
  const checked = check();
  const written = writeInstance(input, metadata);
  // Where there is no instance, both have the problems of the input.
  const refused = input.spec === undefined ? [] : written.problems;
  return { problems: [...checked.problems, ...refused], written, checked, check };
}

/** What is for objects that a chart emits. */
function refuseSyncSettings({ settings, settingsField, sink }: InstanceInput): void {
  const at = sink.at(...settingsField);
  if (settings.handover) {
    at.at('handover').report({
      code: 'INPUT_CONFLICT', rule: 'is for a sync without the operator: here the operator owns the objects', remedy: 'leave it out',
    });
  }
  if (settings.patchTargets !== undefined) {
    at.at('patchTargets').report({
      code: 'INPUT_CONFLICT', rule: 'cannot be patched here: the operator applies the patches in the cluster', remedy: 'leave it out',
    });
  }
}
