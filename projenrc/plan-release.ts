import { insertModules } from './insert-modules';
import { insertRelease, minorOf } from './insert-release';

const RELEASES = 'src/flux/releases.ts';
const MODULES = 'projenrc/flux-modules.ts';

/** What adding a release means: the files that change, with their new text, and the commands that do the rest. */
export interface ReleasePlan {
  readonly edits: ReadonlyMap<string, string>;
  readonly next: readonly string[];
}

/**
 * Plans to add a Flux release. A patch release is one word in the list of releases; a new minor also needs the pins that its CRDs are made from.
 *
 * @param read reads a file of the repository
 * @param args the release and, for a new minor, the versions of the API modules of source-controller and kustomize-controller
 */
export function planRelease(read: (path: string) => string, args: readonly string[]): ReleasePlan {
  const [release, source, kustomize, ...rest] = args;
  if (release === undefined || rest.length > 0) {
    throw new Error('usage: npx projen add-flux-release -- <version> [<source-controller API> <kustomize-controller API>]');
  }
  const edits = new Map([[RELEASES, insertRelease(read(RELEASES), release)]]);
  const minor = minorOf(release);
  const finish = ['npx projen synth   # the examples follow the newest release', 'git diff           # review'];
  if (read(MODULES).includes(`minor: '${minor}'`)) {
    if (source !== undefined) {
      throw new Error(`the CRDs of Flux ${minor} are there already, and are the same in each of its releases: leave the API versions out`);
    }
    return { edits, next: finish };
  }
  if (source === undefined || kustomize === undefined) {
    throw new Error(`Flux ${minor} is new: name the versions of the API modules of source-controller and kustomize-controller that its release uses`);
  }
  edits.set(MODULES, insertModules(read(MODULES), { minor, source, kustomize }));
  return { edits, next: ['npx projen import  # makes imports/ anew; needs Go', ...finish] };
}
