import { checkRuntime } from '../controllers';
import { RuntimeChecks, SyncKind } from '../instance';
import type { SyncInput, SyncPlace } from '../instance';
import { ProblemSink } from '../problems';
import { checkObject } from '../schema';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import type { RenderedSync } from './render-sync';

/** Strings with a slash, which kustomize writes as they are: others it may take for a number, or write in another way, where it patches the object. */
const PLAIN = /^[a-z.][a-z0-9.:-]*\/[a-zA-Z0-9./_-]*$/;

/**
 * A rendered sync, for others that differ from it in nothing but their URL and path. Each of these goes into one field, and no other field depends
 * on it: only that field is made anew, and only what it is part of is checked again.
 */
export class SyncTemplate {
  /** The template of a sync. `undefined` for one with anything whose result may depend on URL and path: then each sync is rendered in full. */
  public static of({ spec, settings, operations }: SyncInput, { problems, warnings, objects }: RenderedSync): SyncTemplate | undefined {
    const [source, kustomization] = objects;
    const isSilent = problems.length === 0 && warnings.length === 0 && settings.acknowledgements.isEmpty;
    const mayDepend = spec === undefined || spec.patches.length > 0 || settings.manifests !== undefined || kustomization === undefined;
    return mayDepend || !isSilent ? undefined : new SyncTemplate(
      [source, kustomization],
      spec.kind === SyncKind.BUCKET ? 'endpoint' : 'url',
      spec.release,
      settings.runtimeChecks !== RuntimeChecks.OFF,
      Array.from(operations.values()).some((list) => list.length > 0),
    );
  }

  private constructor(
    /** Those that were found right last. */
    private objects: readonly [source: KubeObject, kustomization: KubeObject],
    private readonly urlField: 'url' | 'endpoint',
    private readonly release: string,
    private readonly hasRuntimeChecks: boolean,
    /** Whether typed options were applied, as patches of kustomize. */
    private readonly hasOptions: boolean,
  ) {}

  /** The objects for a URL and a path. `undefined` where a check finds anything: what that means for the user only `renderSync` says. */
  public render({ url, path }: SyncPlace): readonly KubeObject[] | undefined {
    if (this.hasOptions && !(PLAIN.test(url) && PLAIN.test(path))) {
      return undefined;
    }
    const [source, kustomization] = this.objects;
    const objects = [replaceField(source, this.urlField, url), replaceField(kustomization, 'path', path)] as const;
    const isRight = objects.every((object) => object === source || object === kustomization || this.isServed(object))
      && (!this.hasRuntimeChecks || checkRuntime(objects, { fluxVersion: this.release, known: this.objects }).length === 0);
    this.objects = isRight ? objects : this.objects;
    return isRight ? objects : undefined;
  }

  /** Its metadata is that of the object before. */
  private isServed(object: KubeObject): boolean {
    const sink = new ProblemSink();
    checkObject(object, this.release, sink);
    return sink.problems.length === 0;
  }
}

/** The same object where the field has that value already. */
function replaceField(object: KubeObject, field: string, value: string): KubeObject {
  const { spec } = object;
  return !isObject(spec) || spec[field] === value ? object : { ...object, spec: { ...spec, [field]: value } };
}
