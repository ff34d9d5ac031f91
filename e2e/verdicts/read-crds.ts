import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The parts of a structural schema that Flux's CRDs use. */
export interface Schema {
  readonly 'type'?: string;
  readonly 'properties'?: Readonly<Record<string, Schema>>;
  readonly 'additionalProperties'?: Schema;
  readonly 'items'?: Schema;
  readonly 'required'?: readonly string[];
  readonly 'enum'?: readonly string[];
  readonly 'pattern'?: string;
  readonly 'minLength'?: number;
  readonly 'maxLength'?: number;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** One kind at one of the versions that a minor serves. */
export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly schema: Schema;
}

/** What a Flux minor serves, read from the CRDs without any of the package's own code. */
export function readCrds(folder: string): ServedKind[] {
  const documents = readdirSync(folder).sort().flatMap((file) => parseAllDocuments(readFileSync(path.join(folder, file), 'utf8')));
  return documents.map((document) => document.toJS()).filter((crd) => crd !== null).flatMap(({ spec }) => spec.versions
    .filter((version: { served: boolean }) => version.served)
    .map((version: { name: string; schema: { openAPIV3Schema: Schema } }) => ({
      apiVersion: `${spec.group}/${version.name}`,
      kind: spec.names.kind,
      schema: version.schema.openAPIV3Schema.properties!.spec,
    })));
}
