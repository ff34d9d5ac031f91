import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { compareFile, formatFileChange, readObjects } from '../diff';
import type { FileChange } from '../diff';
import { RuntimeChecks } from '../instance';
import { readRegularText } from '../util';
import type { KubeObject } from '../util';
import { COMMON_HELP, COMMON_OPTIONS, readArguments, readFindOptions, requirePaths } from './arguments';
import type { Command } from './arguments';
import { examineSources } from './examine';
import { sayFindings } from './findings';
import { findFreeName, orUnreadable, readSources } from './inputs';
import type { RenderedInstance } from './render';
import { EXIT, UsageError } from './terminal';
import { writeYaml } from './write-yaml';

const HELP = `Usage: flux-instance build [options] FILE|FOLDER|- …

Writes the objects that the operator would apply for each FluxInstance, as YAML: the source and the Kustomization of its sync, and with --manifests
everything else.

  --output-dir FOLDER   writes a file for each instance, named like its source, in place of standard output
  --check               with --output-dir: writes nothing, and shows where the files there differ from what would be written
${COMMON_HELP}
Exit code: 0 everything was written, 1 an instance has errors and was left out, or a file differs, 2 something cannot be read.

Example:
  flux-instance build clusters/eu/flux-instance.yaml --manifests flux-operator-manifests
`;

export const BUILD: Command = {
  summary: 'writes the objects that the operator would apply',
  help: HELP,
  run: (args, terminal) => {
    const { values, positionals } = readArguments(args, { ...COMMON_OPTIONS, 'output-dir': { type: 'string' }, 'check': { type: 'boolean' } });
    const folder = values['output-dir'];
    if (values.check === true && folder === undefined) {
      throw new UsageError('--check: needs --output-dir, with whose files it compares');
    }
    const { rendered, findings } = examineSources(readSources(requirePaths(positionals), terminal), readFindOptions(values), {
      fluxVersion: values['flux-version'], manifests: values.manifests, runtimeChecks: RuntimeChecks.WARN, judgesVariables: true,
    });
    sayFindings(findings, terminal);
    const built = rendered.filter(({ remarks }) => remarks.every(({ severity }) => severity === 'warning'));
    let isUpToDate = true;
    if (folder === undefined) {
      terminal.write(writeYaml(built.flatMap(({ objects }) => objects)));
    } else if (values.check === true) {
      const changes = orUnreadable(folder, () => compareFiles(listFiles(folder, built)));
      terminal.write(changes.map(formatFileChange).join(''));
      isUpToDate = changes.length === 0;
    } else {
      orUnreadable(folder, () => writeFiles(listFiles(folder, built)));
    }
    return !isUpToDate || findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.fine;
  },
};

/** The objects of each file, by its path. */
type Files = ReadonlyMap<string, readonly KubeObject[]>;

function listFiles(folder: string, built: readonly RenderedInstance[]): Files {
  const taken = new Set<string>();
  return new Map(built.map(({ found: { source }, objects }) => {
    // Below the folder, wherever the source is.
    const name = normalize(source.name).replace(/^(?:[A-Za-z]:)?(?:\.{0,2}[\\/])*/, '').replace(/\.(?:ya?ml|json)$/i, '');
    return [join(folder, `${findFreeName(name, taken)}.yaml`), objects];
  }));
}

function writeFiles(files: Files): void {
  for (const [path, objects] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, writeYaml(objects));
  }
}

function compareFiles(files: Files): FileChange[] {
  return [...files].flatMap(([path, objects]) => {
    const before = existsSync(path) ? readRegularText(path) : undefined;
    return before === writeYaml(objects) ? [] : [compareFile(path, before === undefined ? undefined : readObjects(before), objects)];
  });
}
