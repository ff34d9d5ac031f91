import type { KubeObject } from '../harness/api-client';
import { generateObject } from './generate-object';
import { mutateObject } from './mutate-object';
import { Random } from './random';
import type { ServedKind } from './read-crds';

export interface Sample {
  readonly accepted: readonly KubeObject[];
  readonly refused: readonly KubeObject[];
}

/** Random objects, whole and with one to three changes, until there are enough of both verdicts. All of them differ. */
export function sampleObjects(kinds: readonly ServedKind[], isAccepted: (object: KubeObject) => boolean, seed: number, enough: number): Sample {
  const random = new Random(seed);
  const seen = new Set<string>();
  const accepted: KubeObject[] = [];
  const refused: KubeObject[] = [];
  while (accepted.length < enough || refused.length < enough) {
    let object = generateObject(random.pick(kinds), random);
    for (let changes = random.below(4); changes > 0; changes--) {
      object = mutateObject(object, random);
    }
    const text = JSON.stringify(object);
    const group = isAccepted(object) ? accepted : refused;
    if (group.length < enough && !seen.has(text)) {
      seen.add(text);
      group.push(object);
    }
  }
  return { accepted, refused };
}
