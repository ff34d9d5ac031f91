import { Chart, YamlOutputType } from 'cdk8s';
import type { ApiObject, App } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { formatProblem } from '../problems';
import type { Problem } from '../problems';
import type { KubeObject } from '../util';

/** Where the root of a tree keeps its claims: several copies of this package may be loaded, and all use the same. */
const CLAIMS = Symbol.for('cdk8s-flux-instance-sync.Claims');

/** The object that each chart writes, by the place in the output. */
type Claims = Map<string, Map<Chart, ApiObject>>;

interface ObjectId {
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

/**
 * Finds out whether another construct of the same chart already emits an object, or writes one to the same file. Asked before there is an
 * object, so that the error is raised at the user's own line.
 */
export function findCollision(owner: Construct, { kind, metadata: { namespace, name } }: Pick<KubeObject, 'kind' | 'metadata'>): Problem[] {
  const { root } = owner.node;
  const id = { kind, namespace, name };
  const other = readClaims(root)?.get(findPlace(root, id))?.get(Chart.of(owner));
  return other !== undefined && isInTree(other) ? [describeCollision(root, other, owner.node.path, id)] : [];
}

/**
 * Claims the place of an object in the output. Other charts may claim the same place: the synthesis then fails, unless one of them was removed.
 *
 * cdk8s validates the whole app once for each chart, so a validation only looks at the first claim that is still in the tree.
 *
 * @param metadata what is written: cdk8s thinks that every object has the namespace of its chart
 */
export function claimObject(object: ApiObject, { namespace }: { readonly namespace?: string } = object.metadata): void {
  const { root, scope } = object.node;
  const id = { kind: object.kind, namespace, name: object.name };
  const place = findPlace(root, id);
  const claims = readClaims(root) ?? new Map<string, Map<Chart, ApiObject>>();
  Object.defineProperty(root, CLAIMS, { value: claims, configurable: true });
  const claimants = claims.get(place) ?? new Map<Chart, ApiObject>();
  claims.set(place, claimants);
  // A chart that claims again comes last, as its construct does.
  claimants.delete(object.chart);
  claimants.set(object.chart, object);
  if (isSharedByCharts(root)) {
    object.node.addValidation({
      validate: () => {
        const first = claimants.size > 1 ? findFirst(claimants) : undefined;
        return first === undefined || first === object ? [] : [formatProblem(describeCollision(root, first, scope!.node.path, id))];
      },
    });
  }
}

/** Whether nothing on the way from a construct up to the root was taken out of the tree. */
export function isInTree(construct: IConstruct): boolean {
  let current = construct;
  for (let above = current.node.scope; above !== undefined; above = current.node.scope) {
    if (above.node.tryFindChild(current.node.id) !== current) {
      return false;
    }
    current = above;
  }
  return true;
}

/** The path that a construct will have, for errors before there is one. */
export function constructPath(scope: IConstruct, id: string): string {
  return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
}

/** A construct that was removed cannot come back, so its claim is dropped for good. */
function findFirst(claimants: Map<Chart, ApiObject>): ApiObject | undefined {
  for (const [chart, object] of claimants) {
    if (isInTree(object)) {
      return object;
    }
    claimants.delete(chart);
  }
  return undefined;
}

function readClaims(root: IConstruct): Claims | undefined {
  return (root as { [CLAIMS]?: Claims })[CLAIMS];
}

/** The root is not always an app: a chart can be one, too. */
function readOutputType(root: IConstruct): YamlOutputType {
  return (root as Partial<App>).yamlOutputType ?? YamlOutputType.FILE_PER_CHART;
}

/** Whether objects of different charts can be written to the same file. */
function isSharedByCharts(root: IConstruct): boolean {
  return [YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_RESOURCE].includes(readOutputType(root));
}

/** Whether cdk8s names the files after the objects. */
function isFilePerResource(root: IConstruct): boolean {
  return [YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE].includes(readOutputType(root));
}

function findPlace(root: IConstruct, { kind, namespace, name }: ObjectId): string {
  return isFilePerResource(root) ? nameFile(root, { kind, name }) : JSON.stringify([kind, namespace, name]);
}

/** As `App.synth` of cdk8s names it. */
function nameFile(root: IConstruct, { kind, name }: ObjectId): string {
  return `${`${kind}.${name}`.replace(/[^0-9a-zA-Z\-_.]/g, '')}${(root as Partial<App>).outputFileExtension}`;
}

function describeCollision(root: IConstruct, first: ApiObject, second: string, id: ObjectId): Problem {
  const both = `${first.node.scope!.node.path} and ${second} both emit the ${id.kind} ${id.name}`;
  const overwrites = `; the second would overwrite the first in the file ${nameFile(root, id)}`;
  const inNamespace = ` in namespace ${id.namespace}`;
  const [consequence, remedy] = new Map([
    [YamlOutputType.FILE_PER_RESOURCE, [
      overwrites, 'give one of them another name, or a chart of its own and the app the yamlOutputType FILE_PER_CHART',
    ]],
    [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, [
      overwrites, 'give one of them another name or a chart of its own; for two namespaces, the yamlOutputType FILE_PER_CHART will do',
    ]],
    [YamlOutputType.FILE_PER_APP, [
      `${inNamespace}, in the file app${(root as Partial<App>).outputFileExtension}`,
      'give one of them another name or namespace, or a chart of its own and the app the yamlOutputType FILE_PER_CHART',
    ]],
  ]).get(readOutputType(root)) ?? [inNamespace, 'give one of them another name or namespace, or a chart of its own'];
  return { code: 'NAME_COLLISION', path: 'name', rule: `${both}${consequence}`, remedy };
}
