import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { KubeObject } from './harness/api-client';

/** A FluxInstance, and what the real operator made of it. */
export interface Fixture {
  readonly id: string;
  readonly instance: KubeObject;
  readonly outcome: string;
  readonly fluxVersion: string;
  readonly objects: readonly KubeObject[];
}

/** An object whose verdict was recorded from a real API server. */
export interface RecordedObject {
  readonly id: string;
  readonly fluxVersion: string;
  readonly object: KubeObject;
}

const TESTS = path.join(__dirname, '..', 'test');
const FIXTURES = path.join(TESTS, 'golden', 'instances.jsonl');
const OBJECTS = path.join(TESTS, 'schema', 'objects.jsonl');

export function readFixtures(): Fixture[] {
  return parseFixtures(readFileSync(FIXTURES, 'utf8'));
}

export function readRecordedObjects(): RecordedObject[] {
  return parseRecordedObjects(readFileSync(OBJECTS, 'utf8'));
}

/** Throws where a line has another format: nothing may be left out silently. */
export function parseFixtures(text: string): Fixture[] {
  return parseLines<Fixture>(text, ({ instance, outcome, fluxVersion, objects }) => instance?.kind === 'FluxInstance'
    && (outcome === 'refused' || (outcome === 'objects' && isRelease(fluxVersion) && objects?.length > 0)));
}

export function parseRecordedObjects(text: string): RecordedObject[] {
  return parseLines<RecordedObject>(text, ({ fluxVersion, object }) => isRelease(fluxVersion) && object !== undefined);
}

/** `v2.9.4` belongs to `2.9`. */
export function minorOf(release: string): string {
  return release.replace(/^v/, '').split('.').slice(0, 2).join('.');
}

function parseLines<T extends { readonly id: string }>(text: string, isKnown: (line: T) => boolean): T[] {
  return text.trimEnd().split('\n').map((line, index) => {
    const parsed: T = line === '' ? {} : JSON.parse(line);
    if (!isKnown(parsed)) {
      throw new Error(`line ${index + 1} (${parsed.id}) of the recorded cases is not in a known format`);
    }
    return parsed;
  });
}

function isRelease(version: unknown): boolean {
  return typeof version === 'string' && /^v2\.\d+\.\d+$/.test(version);
}
