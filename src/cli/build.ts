import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { RuntimeChecks } from '../instance';
import { COMMON_HELP, COMMON_OPTIONS, readArguments, readFindOptions, requirePaths } from './arguments';
import type { Command } from './arguments';
import { examineSources } from './examine';
import { sayFindings } from './findings';
import { orUnreadable, readSources } from './inputs';
import type { RenderedInstance } from './render';
import { EXIT } from './terminal';
import { writeYaml } from './write-yaml';

const HELP = `Usage: flux-instance build [options] FILE|FOLDER|- …

Writes the objects that the operator would apply for each FluxInstance, as YAML: the source and the Kustomization of its sync, and with --manifests
everything else.

  --output-dir FOLDER   writes a file for each instance, named like its source, in place of standard output
${COMMON_HELP}
Exit code: 0 everything was written, 1 an instance has errors and was left out, 2 something cannot be read.

Example:
  flux-instance build clusters/eu/flux-instance.yaml --manifests flux-operator-manifests
`;

export const BUILD: Command = {
  summary: 'writes the objects that the operator would apply',
  help: HELP,
  run: (args, terminal) => {
    const { values, positionals } = readArguments(args, { ...COMMON_OPTIONS, 'output-dir': { type: 'string' } });
    const { rendered, findings } = examineSources(readSources(requirePaths(positionals), terminal), readFindOptions(values), {
      fluxVersion: values['flux-version'], manifests: values.manifests, runtimeChecks: RuntimeChecks.WARN, judgesVariables: true,
    });
    sayFindings(findings, terminal);
    const built = rendered.filter(({ remarks }) => remarks.every(({ severity }) => severity === 'warning'));
    const folder = values['output-dir'];
    if (folder === undefined) {
      terminal.write(writeYaml(built.flatMap(({ objects }) => objects)));
    } else {
      orUnreadable(folder, () => writeFiles(folder, built));
    }
    return findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.fine;
  },
};

function writeFiles(folder: string, built: readonly RenderedInstance[]): void {
  const taken = new Set<string>();
  for (const { found: { source }, objects } of built) {
    // Below the folder, wherever the source is.
    const name = normalize(source.name).replace(/^(?:[A-Za-z]:)?(?:\.{0,2}[\\/])*/, '').replace(/\.(?:ya?ml|json)$/i, '');
    const path = join(folder, `${findFree(name, taken)}.yaml`);
    if (!existsSync(dirname(path))) {
      mkdirSync(dirname(path), { recursive: true });
    }
    writeFileSync(path, writeYaml(objects));
  }
}

/** A file may hold several instances: `flux`, `flux-2`. */
function findFree(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) {
    free = `${name}-${number}`;
  }
  taken.add(free);
  return free;
}
