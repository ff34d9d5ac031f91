import type { Problem } from '../problems';
import { checkAnnotations } from './check-annotations';
import { checkLabels } from './check-labels';
import { checkNamespace } from './check-namespace';
import { checkObjectName } from './check-object-name';
import { checkQualifiedName } from './check-qualified-name';
import { isSubdomain } from './is-dns-name';

/**
 * Checks the metadata of a namespaced object, as plain data, by the rules that the API server has for its values. A field that is not of its
 * type counts as absent here: `checkMetadataFields` names it.
 */
export function checkMetadata(metadata: any): Problem[] {
  const given = isMap(metadata) ? metadata : {};
  return [
    ...checkGenerateName(readText(given.generateName)),
    ...checkObjectName(readText(given.name), 'metadata.name'),
    ...checkNamespace(readText(given.namespace), 'metadata.namespace'),
    ...checkLabels(readTexts(given.labels), 'metadata.labels'),
    ...checkAnnotations(readTexts(given.annotations), 'metadata.annotations'),
    ...checkOwners(given.ownerReferences),
    ...checkFinalizers(given.finalizers),
  ];
}

/** The server adds characters to it, so it may end with a dash. */
function checkGenerateName(prefix: string | undefined): Problem[] {
  return prefix === undefined || prefix === '' || isSubdomain(prefix.replace(/.-$/, 'a'))
    ? []
    : [{ code: 'META_NAME', path: 'metadata.generateName', rule: 'must be the beginning of a DNS subdomain', received: prefix }];
}

function checkOwners(owners: unknown): Problem[] {
  if (!Array.isArray(owners) || !owners.every(isMap)) {
    return [];
  }
  const path = 'metadata.ownerReferences';
  const problems: Problem[] = owners.flatMap((owner) => ['apiVersion', 'kind', 'name', 'uid']
    .filter((field) => !readText(owner[field]))
    .map((field) => ({ code: 'META_FIELD' as const, path: `${path}.${field}`, rule: 'must not be empty' })));
  if (owners.filter((owner) => owner.controller === true).length > 1) {
    problems.push({ code: 'META_FIELD', path, rule: 'must name one controller at most' });
  }
  return problems;
}

function checkFinalizers(finalizers: unknown): Problem[] {
  if (!Array.isArray(finalizers) || !finalizers.every((name) => typeof name === 'string')) {
    return [];
  }
  const path = 'metadata.finalizers';
  const problems: Problem[] = finalizers.flatMap((name) => checkQualifiedName(name)
    .map((rule) => ({ code: 'META_FIELD' as const, path, rule: `has an entry that ${rule}`, received: name })));
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    problems.push({ code: 'META_FIELD', path, rule: 'must not hold both orphan and foregroundDeletion' });
  }
  return problems;
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The map, if each of its values is a text. */
function readTexts(value: unknown): unknown {
  return isMap(value) && Object.values(value).every((text) => text === null || typeof text === 'string') ? value : undefined;
}

function isMap(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
