import { formatDuration, isAtLeast, parseDuration, resolveRelease } from '../flux';
import { ProblemSink, suggestRemedy } from '../problems';
import type { Problem, ProblemCode } from '../problems';
import { checkNamespace, checkValue, INPUT_CODES } from '../schema';
import type { Schema } from '../schema';
import { isUtf8 } from '../util';
import type { SyncField } from './sync-fields';
import type { SyncInput } from './sync-input';
import { PROVIDERS, SOURCE_KINDS } from './sync-spec';
import type { SourceKind, SyncSpec } from './sync-spec';

/** The operator's own limit, below what Kubernetes allows: the name becomes a label value on everything that is applied. */
const LONGEST_NAME = 63;
const TEXTS: Schema = { type: 'object', additionalProperties: { type: 'string' } };

/** What the ref of each kind is, and how one looks. */
const REF_MEANING: Readonly<Record<SourceKind, string>> = {
  GitRepository: 'the full name of a Git reference, like refs/heads/main',
  OCIRepository: 'a tag, like latest',
  Bucket: 'the name of the bucket',
};

/**
 * Checks a sync as the operator and its API do, and fills in the defaults. There is a spec only where nothing is wrong.
 *
 * What the API server later says of the emitted objects (forms of URLs, names and labels) is not repeated here.
 */
export function checkSync(input: SyncInput): { spec?: SyncSpec; problems: Problem[] } {
  const check = new SyncCheck(input);
  const kind = check.oneOf('kind', SOURCE_KINDS, true) as SourceKind | undefined;
  const url = check.text('url', { required: true, remedy: 'write the address of the repository, registry or bucket endpoint' });
  const ref = check.text('ref', {
    required: input.refGiven !== true,
    remedy: `write ${kind === undefined ? 'a Git reference, an OCI tag or a bucket name' : REF_MEANING[kind]}`,
  });
  const path = check.text('path', { required: true, remedy: 'write a path inside the source; ./ is its root' });
  const name = check.text('name', { longest: LONGEST_NAME });
  const pullSecret = check.text('pullSecret', { remedy: 'write the name of a Secret, or leave it out' });
  const namespace = check.namespace();
  const instanceName = check.text('instanceName', {}) ?? 'flux';
  const interval = check.interval();
  const release = check.release();
  const provider = check.provider(kind, release);
  const multitenant = check.flag('multitenant');
  const labels = check.texts('labels');
  const annotations = check.texts('annotations');
  const { problems } = check;
  if (problems.length > 0) {
    return { problems };
  }
  return {
    problems,
    spec: {
      kind: kind!,
      url: url!,
      ref,
      path: path!,
      name: name ?? namespace,
      interval: interval!,
      pullSecret,
      provider,
      namespace,
      instanceName,
      release: release!,
      multitenant,
      labels,
      annotations,
    },
  };
}

class SyncCheck {
  readonly problems: Problem[] = [];

  constructor(private readonly input: SyncInput) {}

  text(field: SyncField, rules: { required?: boolean; longest?: number; remedy?: string }): string | undefined {
    const value = this.input[field];
    if (value === undefined) {
      if (rules.required) {
        this.problems.push({ code: 'INPUT_REQUIRED', path: this.input.fields[field], rule: 'is required', remedy: rules.remedy });
      }
    } else if (typeof value !== 'string') {
      this.refuse('INPUT_TYPE', field, 'must be a text', typeof value === 'number' || typeof value === 'boolean' ? 'put it in quotes' : undefined);
    } else if (value === '') {
      this.refuse('INPUT_EMPTY', field, 'must not be empty', rules.remedy ?? 'leave it out to get the default');
    } else if (!isUtf8(value)) {
      this.refuse('INPUT_FORMAT', field, 'must be a text that UTF-8 can write');
    } else if (rules.longest !== undefined && Buffer.byteLength(value) > rules.longest) {
      this.refuse('INPUT_FORMAT', field, `must have at most ${rules.longest} characters`);
    } else {
      return value;
    }
    return undefined;
  }

  /** It goes into labels and the default name, too: checked here, a mistake is one problem and not six. */
  namespace(): string {
    const namespace = this.text('namespace', {}) ?? 'flux-system';
    const sink = new ProblemSink([this.input.fields.namespace]);
    checkNamespace(namespace, sink);
    this.problems.push(...sink.problems);
    return namespace;
  }

  oneOf(field: SyncField, allowed: readonly string[], required: boolean): string | undefined {
    const value = this.text(field, { required, remedy: `write one of ${allowed.join(', ')}` });
    if (value === undefined || allowed.includes(value)) {
      return value;
    }
    this.problems.push({
      code: 'INPUT_ENUM',
      path: this.input.fields[field],
      rule: `must be one of ${allowed.join(', ')}`,
      received: value,
      allowed,
      remedy: suggestRemedy(value, allowed),
    });
    return undefined;
  }

  /** Mirrors the rules of the FluxInstance CRD for provider and kind, and the operator's for provider and version. */
  provider(kind: SourceKind | undefined, release: string | undefined): string | undefined {
    const provider = this.oneOf('provider', PROVIDERS, false);
    if (provider === 'gcp' && kind === 'GitRepository') {
      this.refuse('INPUT_CONFLICT', 'provider', 'gcp is for OCIRepository and Bucket only', 'leave it out, or use another provider');
    }
    if (provider === 'github' && kind !== undefined && kind !== 'GitRepository') {
      this.refuse('INPUT_CONFLICT', 'provider', 'github is for GitRepository only', 'leave it out, or use another provider');
    }
    if (provider === 'aws' && kind === 'GitRepository' && release !== undefined && !isAtLeast(release, '2.9')) {
      const { fluxVersion } = this.input.fields;
      this.refuse('VERSION_UNSUPPORTED', 'provider', `aws on a GitRepository needs Flux 2.9 or later; ${fluxVersion} resolved to ${release}`, `raise ${fluxVersion}`);
    }
    return provider;
  }

  interval(): string | undefined {
    const text = this.text('interval', {});
    if (this.input.interval === undefined) {
      return '1m0s';
    }
    const duration = text === undefined ? undefined : parseDuration(text);
    if (text !== undefined && duration === undefined) {
      this.refuse('INPUT_FORMAT', 'interval', 'must be a duration of at most 292 years in h, m, s and ms', 'write it like 1m, 90s or 1h30m');
    }
    return duration === undefined ? undefined : formatDuration(duration);
  }

  release(): string | undefined {
    const range = this.text('fluxVersion', { remedy: 'write a release like 2.9.4 or a range like 2.x' }) ?? (this.input.fluxVersion === undefined ? '2.x' : undefined);
    if (range === undefined) {
      return undefined;
    }
    const { release, isRange } = resolveRelease(range);
    if (release === undefined) {
      this.refuse('VERSION_UNKNOWN', 'fluxVersion',
        isRange ? 'matches no Flux release that this package knows' : 'must be a Flux version or a range of versions', 'write a release like 2.9.4 or a range like 2.x');
    }
    return release;
  }

  flag(field: SyncField): boolean {
    const value = this.input[field];
    if (value !== undefined && typeof value !== 'boolean') {
      this.refuse('INPUT_TYPE', field, 'must be true or false');
    }
    return value === true;
  }

  /** A map of texts, such as labels. */
  texts(field: 'labels' | 'annotations'): Record<string, string> {
    const value = this.input[field];
    if (value === undefined) {
      return {};
    }
    const sink = new ProblemSink([this.input.fields[field]]);
    checkValue(value, TEXTS, sink, INPUT_CODES);
    this.problems.push(...sink.problems);
    return sink.problems.length > 0 ? {} : value as Record<string, string>;
  }

  private refuse(code: ProblemCode, field: SyncField, rule: string, remedy?: string): void {
    this.problems.push({ code, path: this.input.fields[field], rule, received: this.input[field], remedy });
  }
}
