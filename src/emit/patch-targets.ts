import type { ApiObject } from 'cdk8s';
import { JsonPatch } from 'cdk8s';
import type { RenderedSync } from '../operator';
import type { Problem } from '../problems';
import { describeError, escapePointer, isKubeObject, isObject } from '../util';
import type { KubeObject } from '../util';
import { keepStrings } from './keep-strings';

/**
 * Patches API objects that others own, as they are at synth: what their owner adds after the sync was made is patched too, and nothing of it is
 * lost.
 *
 * cdk8s has no hook between the content of an object and its output that serves typed objects: those of cdk8s-plus map their fields once more
 * after `addJsonPatch`, and drop what they do not know. So `toJson` of each target is replaced by one that patches what the original returns.
 */
export class TargetPatcher {
  /** What each target emits without this patcher. */
  private readonly originals: readonly (() => KubeObject)[];
  private last: { readonly inputs: readonly (string | undefined)[]; readonly rendered: RenderedSync };

  /** @param render renders the sync with the targets as they are */
  constructor(private readonly targets: readonly ApiObject[], private readonly render: (targets: readonly KubeObject[]) => RenderedSync) {
    this.originals = targets.map((target) => {
      const original = target.toJson.bind(target);
      return () => original() as KubeObject;
    });
    this.last = this.renderNow(this.listTargets());
  }

  /** The sync as it was rendered last. */
  public get rendered(): RenderedSync {
    return this.last.rendered;
  }

  public get hasTargets(): boolean {
    return this.targets.length > 0;
  }

  /** Starts to patch. A target that a patch deletes leaves the tree. */
  public install(): void {
    this.targets.forEach((target, index) => {
      if (this.rendered.patchTargets[index]?.after === undefined) {
        target.node.scope?.node.tryRemoveChild(target.node.id);
      } else {
        target.toJson = () => this.emit(index);
        keepStrings(target);
      }
    });
  }

  /**
   * Renders the sync again if a target has changed, and returns what is wrong now.
   *
   * @param isOutdated whether anything else has changed that the sync depends on
   */
  public refresh(isOutdated: boolean): readonly Problem[] {
    const current = this.listTargets();
    if (isOutdated || current.some(({ json }, index) => json !== this.last.inputs[index])) {
      const before = this.last;
      this.last = this.renderNow(current);
      if (this.rendered.problems.length === 0) {
        return this.listLateDeletions(before.rendered);
      }
    }
    return this.rendered.problems;
  }

  private listTargets(): readonly ReadTarget[] {
    return this.targets.map((target, index) => readTarget(target, this.originals[index]));
  }

  private renderNow(current: readonly ReadTarget[]): TargetPatcher['last'] {
    const problems = current.flatMap(({ problem }) => problem ?? []);
    const objects = current.flatMap(({ object }) => object ?? []);
    return {
      inputs: current.map(({ json }) => json),
      rendered: problems.length === 0 ? this.render(objects) : { problems, objects: [], patchTargets: [], unapplied: [], warnings: [] },
    };
  }

  /** A target can leave the tree only before synth. */
  private listLateDeletions({ patchTargets }: RenderedSync): readonly Problem[] {
    return this.rendered.patchTargets.flatMap(({ before, after }, index) => (after !== undefined || patchTargets[index]?.after === undefined ? [] : [{
      code: 'INPUT_CONFLICT' as const,
      path: 'patchTargets',
      rule: `a patch deletes the ${before.kind} ${String(before.metadata.name)} only since it was changed after the sync was made`,
      remedy: 'make the sync after the change',
    }]));
  }

  private emit(index: number): KubeObject {
    const original = this.originals[index]();
    // Within one synth the validation has refreshed all targets. Outside of it a target may be asked alone.
    if (JSON.stringify(original) !== this.last.inputs[index]) {
      this.refresh(false);
    }
    const target = this.rendered.patchTargets[index];
    if (target?.after === undefined) {
      return original;
    }
    return JsonPatch.apply(original, ...listChanges(target.before, target.after, '')) as KubeObject;
  }
}

/** A target as it is now, and as JSON; or why it cannot be read. */
interface ReadTarget {
  readonly object?: KubeObject;
  readonly json?: string;
  readonly problem?: Problem;
}

function readTarget(target: ApiObject, original: () => unknown): ReadTarget {
  const fail = (reason: string): ReadTarget => ({
    problem: {
      code: 'INPUT_TYPE', path: 'patchTargets', rule: `holds ${target.node.path}, which cannot be synthesized${reason}`, remedy: 'make it complete before the sync',
    },
  });
  try {
    const object = original();
    return isKubeObject(object) ? { object, json: JSON.stringify(object) } : fail(': its toJson must return an object with apiVersion, kind and metadata');
  } catch (error) {
    // What the owner of the target left unfinished is no defect of ours. Of a Secret nothing is shown.
    return fail(target.kind === 'Secret' ? '' : `: ${describeError(error)}`);
  }
}

/**
 * What a patch changed, as operations: the patch engine writes an object anew, and what it did not change must stay as its owner wrote it.
 */
function listChanges(before: unknown, after: unknown, pointer: string): JsonPatch[] {
  if (!isObject(before) || !isObject(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [JsonPatch.add(pointer, after)];
  }
  const at = (key: string) => `${pointer}/${escapePointer(key)}`;
  return [
    ...Object.keys(before).filter((key) => !Object.hasOwn(after, key)).map((key) => JsonPatch.remove(at(key))),
    ...Object.keys(after).flatMap((key) => (
      Object.hasOwn(before, key) ? listChanges(before[key], after[key], at(key)) : [JsonPatch.add(at(key), after[key])]
    )),
  ];
}
