import { lstatSync, readFileSync, statSync } from 'node:fs';
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

/** Whether a file has this content already. Looking first is much cheaper than an exception for each file of a new fleet. */
export function hasContent(path: string, content: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined && readFileSync(path, 'utf8') === content;
}

/**
 * Refuses links below the output folder: whoever made them does not expect us to replace them, or to write elsewhere.
 *
 * @throws ProblemsError when the file, or a folder on the way to it, is a link
 */
export function refuseLinks(folder: string, file: string): void {
  const parts = file.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const path = join(folder, ...parts.slice(0, length));
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new ProblemsError('FluxFleet', [{
        code: 'OUTPUT_LINK',
        path,
        rule: 'is a symbolic link; links in the output folder are not followed',
        remedy: 'remove it, or write to the folder that it leads to',
      }]);
    }
  }
}

/** The files of a cluster, whose app has no other chart: contents by name. */
export function synthesizeFiles(cluster: string, chart: Chart, layout: FleetLayout): ReadonlyMap<string, string> {
  const app = App.of(chart);
  if (layout === FleetLayout.FILE_PER_CLUSTER) {
    return new Map([[nameFile(cluster, chart, layout), app.synthYaml()]]);
  }
  const charts = app.charts.map((each) => ({ each, objects: each.toJson() as unknown[] })).filter(({ objects }) => objects.length > 0);
  return new Map(charts.map(({ each, objects }) => [nameFile(cluster, each, layout), Yaml.stringify(...objects)]));
}

/** The file of a chart of a cluster. */
export function nameFile(cluster: string, chart: Chart, layout: FleetLayout): string {
  if (layout === FleetLayout.FILE_PER_CLUSTER) {
    return `${cluster}.k8s.yaml`;
  }
  return `${cluster}/${layout === FleetLayout.FLUX_SYSTEM_PER_CLUSTER ? 'flux-system/' : ''}${Names.toDnsLabel(chart)}.k8s.yaml`;
}
