import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Names, Yaml } from 'cdk8s';
import type { Chart } from 'cdk8s';
import { readOrReport } from '../input';
import { ProblemsError } from '../problems';
import type { ProblemSink } from '../problems';
import { describeFileError, readRegularText } from '../util';
import { FleetLayout } from './props';

/** Reads a file of the user's, or reports why it cannot be read. */
export function readTextFile(path: string, sink: ProblemSink): string | undefined {
  return readOrReport(() => readRegularText(path), sink);
}

/**
 * Does something with a file of the output folder. Such a failure ends the run, so it is thrown: nothing useful can follow.
 *
 * @throws ProblemsError that names the file and the reason
 */
export function writeOutput<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const reason = describeFileError(error);
    if (reason === undefined) {
      // A problem that was found inside, or a defect of ours.
      throw error;
    }
    throw new ProblemsError('FluxFleet', [{
      code: 'OUTPUT_WRITE',
      path,
      rule: `cannot be written: ${reason}`,
      remedy: 'no file was left half-written; fix the cause and run again',
    }]);
  }
}

/** A file below the output folder, as far as the file system tells. */
export interface FoundFile {
  readonly path: string;
  /** Its permissions. */
  readonly mode: number;
  readonly size: number;
}

/**
 * Looks for a file. Links below the output folder are refused: whoever made them does not expect us to replace them, or to write elsewhere.
 *
 * @returns `undefined` where there is none
 * @throws ProblemsError when the file, or a folder on the way to it, is a link
 */
export function findFile(folder: string, file: string): FoundFile | undefined {
  const parts = file.split('/');
  let path = folder;
  let found: FoundFile | undefined;
  for (const part of parts) {
    path = join(path, part);
    // Looking first is much cheaper than an exception for each file of a new fleet.
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) {
      return undefined;
    }
    if (stats.isSymbolicLink()) {
      throw new ProblemsError('FluxFleet', [{
        code: 'OUTPUT_LINK',
        path,
        rule: 'is a symbolic link; links in the output folder are not followed',
        remedy: 'remove it, or write to the folder that it leads to',
      }]);
    }
    found = { path, mode: stats.mode % 0o1000, size: stats.size };
  }
  return found;
}

/** Whether a file has this content already. */
export function hasContent({ path, size }: FoundFile, content: Buffer): boolean {
  return size === content.length && readFileSync(path).equals(content);
}

/** The files of a cluster, whose app has no other chart: contents by name. */
export function synthesizeFiles(cluster: string, chart: Chart, layout: FleetLayout): ReadonlyMap<string, string> {
  const app = App.of(chart);
  if (layout === FleetLayout.FILE_PER_CLUSTER) {
    return new Map([[nameFile(cluster, layout, () => chart), app.synthYaml()]]);
  }
  const charts = app.charts.map((each) => ({ each, objects: each.toJson() as unknown[] })).filter(({ objects }) => objects.length > 0);
  return new Map(charts.map(({ each, objects }) => [nameFile(cluster, layout, () => each), Yaml.stringify(...objects)]));
}

/** The file of a chart of a cluster. The chart is asked for only where the file has its name. */
export function nameFile(cluster: string, layout: FleetLayout, chart: () => Chart): string {
  if (layout === FleetLayout.FILE_PER_CLUSTER) {
    return `${cluster}.k8s.yaml`;
  }
  return `${cluster}/${layout === FleetLayout.FLUX_SYSTEM_PER_CLUSTER ? 'flux-system/' : ''}${Names.toDnsLabel(chart())}.k8s.yaml`;
}
