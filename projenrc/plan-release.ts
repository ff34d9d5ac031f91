import { insertModules, readModules } from './insert-modules';
import { insertRelease, minorOf, readReleases } from './insert-release';
import { tabulateReleases } from './tabulate-releases';

const RELEASES = 'src/flux/releases.ts';
const MODULES = 'projenrc/flux-modules.ts';
const COMPATIBILITY = 'docs/compatibility.md';
const README = 'README.md';

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
    throw new Error('usage: npx projen add-flux-release <version> [<source-controller API> <kustomize-controller API>]');
  }
  const edits = new Map([[RELEASES, insertRelease(read(RELEASES), release)]]);
  const minor = minorOf(release);
  const isNewMinor = readModules(read(MODULES)).every((known) => known.minor !== minor);
  if (isNewMinor) {
    if (source === undefined || kustomize === undefined) {
      throw new Error(`Flux ${minor} is new: name the versions of the API modules of source-controller and kustomize-controller that its release uses`);
    }
    edits.set(MODULES, insertModules(read(MODULES), { minor, source, kustomize }));
  } else if (source !== undefined) {
    throw new Error(`the CRDs of Flux ${minor} are there already, and are the same in each of its releases: leave the API versions out`);
  }
  const before = readReleases(read(RELEASES));
  const after = readReleases(edits.get(RELEASES)!);
  edits.set(COMPATIBILITY, tabulateReleases(read(COMPATIBILITY), after, readModules(edits.get(MODULES) ?? read(MODULES))));
  edits.set(README, nameNewest(read(README), before[before.length - 1], after[after.length - 1]));
  return {
    edits: new Map([...edits].filter(([path, text]) => text !== read(path))),
    next: [
      ...isNewMinor ? ['npx projen import    makes imports/ anew (needs Go)'] : [],
      'npx projen synth     lets the examples follow the newest release',
      'npx projen test',
      'git diff             shows what there is to review',
    ],
  };
}

/** The README shows the output of the newest release, and says how far the CRDs go. */
function nameNewest(text: string, before: string, after: string): string {
  return text.replaceAll(`version: v${before}\n`, `version: v${after}\n`).replaceAll(`to ${minorOf(before)})`, `to ${minorOf(after)})`);
}
