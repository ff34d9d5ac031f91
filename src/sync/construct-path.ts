import type { IConstruct } from 'constructs';

/** The path that a construct will have, for errors before there is one. */
export function constructPath(scope: IConstruct, id: string): string {
  return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
}
