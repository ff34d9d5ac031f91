import type { ApiObject } from 'cdk8s';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  checkPlace, claimObject, constructPath, ConstructFindings, emitObject, findCollision, listApiObjects, orRemove, TargetPatcher, watchOwner,
} from './emit';
import { readManifest, readProps, toSyncInput, unwrapInput, wrapInput } from './instance';
import type { FluxInstanceSyncProps, SyncInput, SyncOptions } from './instance';
import { ChartSecrets, dependOnSecrets } from './known-secrets';
import type { KustomizePatch } from './options';
import { raiseProblems } from './problems';
import type { FluxWarning } from './problems';
import { readText } from './read-text';
import { lazy } from './util';
import type { KubeObject } from './util';

// The patch engine, the schemas and the rules take half as long to load as all of cdk8s: they wait for the first sync. Whoever only imports the
// package (a help text, a Secret, another construct library) does not pay for them.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadOperator = lazy(() => require('./operator') as typeof import('./operator'));

/**
 * The source and the Kustomization that the Flux Operator makes of `FluxInstance.spec.sync`: the same objects, made at synth.
 *
 * Everything is checked in the constructor, as the operator, the API server and Flux's controllers would check it: an error lists all
 * problems at once, and nothing is emitted then.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 *
 * @exampleMetadata fixture=chart
 * @example
 * new FluxInstanceSync(chart, 'sync', {
 *   kind: SyncKind.GIT_REPOSITORY,
 *   url: 'https://github.com/my-org/my-fleet.git',
 *   ref: 'refs/heads/main',
 *   path: 'clusters/my-cluster',
 *   pullSecret: 'flux-system',
 *   kustomization: { wait: true, timeout: Duration.minutes(10) },
 * });
 */
export class FluxInstanceSync extends Construct {
  /**
   * A sync from a FluxInstance manifest.
   *
   * Only what shapes the sync's objects is used; the rest is checked as the operator's API would. An error lists everything that is wrong.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct.
   * @param text One FluxInstance, in YAML or JSON.
   * @param options How to check it, and what its patches may reach.
   */
  public static fromYaml(scope: Construct, id: string, text: string, options?: SyncOptions): FluxInstanceSync {
    return new FluxInstanceSync(scope, id, wrapInput((namespace) => readManifest(text, options, namespace)));
  }

  /**
   * A sync from a file with a FluxInstance manifest.
   *
   * An error says why the file cannot be read, or lists everything that is wrong with the manifest.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct.
   * @param path Path of the file, from the working directory.
   * @param options How to check it, and what its patches may reach.
   *
   * @exampleMetadata fixture=chart
   * @example
   * FluxInstanceSync.fromFile(chart, 'sync', 'clusters/my-cluster/flux-instance.yaml');
   */
  public static fromFile(scope: Construct, id: string, path: string, options?: SyncOptions): FluxInstanceSync {
    const place = constructPath(scope, checkPlace(scope, id));
    return FluxInstanceSync.fromYaml(scope, id, readText(place, path), options);
  }

  /**
   * The objects of a sync as plain data, without a construct.
   *
   * An error lists everything that is wrong with the sync.
   *
   * @param props The sync. Patches for the controllers have nothing to select here, so `patchTargets` cannot be given.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii gives other languages plain objects only for `any`
  public static manifests(props: FluxInstanceSyncProps): any[] {
    const input = readProps(props, undefined);
    if (input.settings.patchTargets !== undefined) {
      input.sink.at('patchTargets').report({
        code: 'INPUT_CONFLICT', rule: 'cannot be patched here: there is no construct tree', remedy: 'make a FluxInstanceSync',
      });
    }
    const rendered = loadOperator().renderSync(input, { labels: {}, patchTargets: [] });
    raiseProblems('FluxInstanceSync.manifests', rendered.problems, FluxInstanceSync);
    return [...rendered.objects];
  }

  /** The source: a GitRepository, OCIRepository or Bucket. Not set where a patch deleted it. */
  public readonly source?: ApiObject;

  /** The Kustomization. Not set where a patch deleted it. */
  public readonly kustomization?: ApiObject;

  /** Name of the source and of the Kustomization, as the sync was written. Patches may have renamed them. */
  public readonly name: string;

  /** Namespace of both objects. */
  public readonly namespace: string;

  /** The Flux release that was meant, such as `2.9.4`, whatever range was written. */
  public readonly fluxVersion: string;

  /** What this sync emits, in order of output. */
  public readonly objects: ApiObject[];

  /**
   * The patches that are meant for Flux's controllers and had nothing to select here. Pass `patchTargets` to apply them.
   */
  public readonly unappliedPatches: KustomizePatch[];

  /**
   * What Flux accepts but ignores, or where it behaves unexpectedly, as far as it is known: some of it only at synth. Then the warnings of all constructs
   * are written to standard error, once.
   */
  public readonly warnings: FluxWarning[];

  /**
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct.
   * @param props The sync. An error lists everything that is wrong with it.
   */
  constructor(scope: Construct, id: string, props: FluxInstanceSyncProps) {
    super(scope, checkPlace(scope, id));
    const secrets = new ChartSecrets(this);
    const { input, patcher } = orRemove(this, () => this.read(props, secrets));
    const { rendered } = patcher;
    this.objects = orRemove(this, () => (
      rendered.objects.map((object) => emitObject(this, object.kind === 'Kustomization' ? 'kustomization' : 'source', object))));
    patcher.install();
    this.objects.forEach((object, index) => {
      claimObject(object);
      dependOnSecrets(object, rendered.objects[index]);
    });
    this.source = this.objects.find(({ kind }) => kind !== 'Kustomization');
    this.kustomization = this.objects.find(({ kind }) => kind === 'Kustomization');
    this.unappliedPatches = rendered.unapplied.map((index) => input.spec!.patches[index]);
    const findings = new ConstructFindings(this, input.settings.acknowledgements, () => {
      // Patch targets are patched as they are at synth, and Secrets may be made after the sync.
      const problems = patcher.refresh(secrets.refresh(rendered.objects));
      return { problems, warnings: patcher.rendered.warnings, dependsOnContent: patcher.hasTargets || secrets.hasPlain };
    });
    findings.warn(rendered.warnings);
    this.warnings = findings.warnings;
    const { instanceName, name, namespace, release } = input.spec!;
    this.name = name;
    this.namespace = namespace;
    this.fluxVersion = release.slice(1);
    watchOwner(this, { name: instanceName, namespace, handover: input.settings.handover }, (warning) => findings.warn([warning]));
  }

  /** Reads the sync and renders it. Nothing of the tree is changed yet. */
  private read(props: FluxInstanceSyncProps, secrets: ChartSecrets): { readonly input: SyncInput; readonly patcher: TargetPatcher } {
    const chart = Chart.of(this);
    const input = toSyncInput(unwrapInput(props)?.(chart.namespace) ?? readProps(props, chart.namespace))!;
    const { settings, settingsField } = input;
    const targets = listApiObjects(settings.patchTargets, input.sink.at(...settingsField, 'patchTargets'));
    if (settings.patchTargets !== undefined && settings.manifests !== undefined) {
      input.sink.at(...settingsField, 'manifests').report({
        code: 'INPUT_CONFLICT', rule: 'cannot be given with patchTargets, on which the patches are tried already', remedy: 'leave one of them out',
      });
    }
    const render = (patchTargets: readonly KubeObject[]) => loadOperator().renderSync(input, {
      labels: chart.labels, patchTargets, secrets: secrets.index,
    });
    const patcher = new TargetPatcher(targets, render);
    const { problems, objects } = patcher.rendered;
    raiseProblems(this.node.path, problems.length > 0 ? problems : objects.flatMap((object) => findCollision(this, object)), FluxInstanceSync);
    return { input, patcher };
  }
}
