import { readFileSync } from 'node:fs';
import * as https from 'node:https';
import * as path from 'node:path';
import { parse } from 'yaml';

/** Any Kubernetes object, as it goes over the wire. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type KubeObject = Record<string, any>;

export interface Answer {
  readonly status: number;
  readonly body: KubeObject;
  /** The server has no such API: kubectl finds that out by itself, and sends nothing. */
  readonly unserved?: true;
}

export interface ApplyOptions {
  /** @default kubectl, the one that `kubectl apply --server-side` uses */
  readonly fieldManager?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/**
 * Talks to the API server the way `kubectl apply --server-side --validate=strict` does, without a process per object.
 */
export class ApiClient {
  private readonly agent: https.Agent;
  private readonly server: string;
  private readonly token: string;
  private readonly resources = new Map<string, readonly Resource[]>();

  public constructor(kubeconfig: string) {
    const config = parse(readFileSync(kubeconfig, 'utf8'));
    const cluster = config.clusters[0].cluster;
    this.server = cluster.server;
    this.token = config.users[0].user.token;
    const ca = readFileSync(path.resolve(path.dirname(kubeconfig), cluster['certificate-authority']));
    this.agent = new https.Agent({ ca, keepAlive: true, maxSockets: 16 });
  }

  public close(): void {
    this.agent.destroy();
  }

  /** Server-side apply with strict field validation. */
  public async apply(object: KubeObject, options: ApplyOptions = {}): Promise<Answer> {
    const query = new URLSearchParams({ fieldManager: options.fieldManager ?? 'kubectl', fieldValidation: 'Strict' });
    if (options.force) {
      query.set('force', 'true');
    }
    if (options.dryRun) {
      query.set('dryRun', 'All');
    }
    return this.onObject(object, 'PATCH', { query, body: object, contentType: 'application/apply-patch+yaml' });
  }

  /** As `apply`, but anything else than success throws. */
  public async mustApply(object: KubeObject, options?: ApplyOptions): Promise<KubeObject> {
    return expectSuccess(await this.apply(object, options), `apply ${describe(object)}`);
  }

  public async get(object: KubeObject): Promise<Answer> {
    return this.onObject(object, 'GET', {});
  }

  public async mustGet(object: KubeObject): Promise<KubeObject> {
    return expectSuccess(await this.get(object), `get ${describe(object)}`);
  }

  public async delete(object: KubeObject): Promise<Answer> {
    return this.onObject(object, 'DELETE', {});
  }

  /** A merge patch, as a person or another controller would make it. */
  public async merge(object: KubeObject, patch: KubeObject, subresource = ''): Promise<KubeObject> {
    const query = new URLSearchParams({ fieldManager: 'e2e' });
    const answer = await this.onObject(object, 'PATCH', { query, body: patch, contentType: 'application/merge-patch+json', subresource });
    return expectSuccess(answer, `patch ${describe(object)}`);
  }

  /** A JSON patch under the operator's name. */
  public async patch(object: KubeObject, operations: readonly unknown[]): Promise<KubeObject> {
    const query = new URLSearchParams({ fieldManager: 'flux-operator' });
    const answer = await this.onObject(object, 'PATCH', { query, body: operations, contentType: 'application/json-patch+json' });
    return expectSuccess(answer, `patch ${describe(object)}`);
  }

  public async request(method: string, target: string, body?: unknown, contentType = 'application/json'): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = https.request(new URL(target, this.server), {
        method,
        agent: this.agent,
        timeout: 30_000,
        headers: { Authorization: `Bearer ${this.token}`, Accept: 'application/json', ...(payload && { 'Content-Type': contentType }) },
      }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: readBody(Buffer.concat(chunks).toString()) }));
      });
      request.on('timeout', () => request.destroy(new Error(`${method} ${target}: no answer within 30 s`)));
      request.on('error', reject);
      request.end(payload);
    });
  }

  private async onObject(object: KubeObject, method: string, call: ObjectCall): Promise<Answer> {
    const resource = await this.findResource(object);
    if (resource === undefined) {
      return { status: 404, unserved: true, body: { message: `the server serves no ${JSON.stringify([object.apiVersion, object.kind])}` } };
    }
    const namespace = resource.namespaced ? `/namespaces/${encodeURIComponent(object.metadata.namespace)}` : '';
    const target = `${groupPath(object.apiVersion)}${namespace}/${resource.name}/${encodeURIComponent(object.metadata.name)}`;
    const subresource = call.subresource ? `/${call.subresource}` : '';
    return this.request(method, `${target}${subresource}?${call.query?.toString() ?? ''}`, call.body, call.contentType);
  }

  private async findResource(object: KubeObject): Promise<Resource | undefined> {
    if (typeof object.apiVersion !== 'string') {
      return undefined;
    }
    const group = groupPath(object.apiVersion);
    if (!this.resources.has(group)) {
      const answer = await this.request('GET', group);
      if (answer.body.kind !== 'APIResourceList') {
        // A list of versions answers to an empty version.
        if (answer.status === 404 || answer.body.kind === 'APIVersions' || answer.body.kind === 'APIGroup') {
          return undefined;
        }
        throw new Error(`GET ${group}: ${answer.status} ${answer.body.message}`);
      }
      this.resources.set(group, answer.body.resources.filter((resource: Resource) => !resource.name.includes('/')));
    }
    return this.resources.get(group)!.find((resource) => resource.kind === object.kind);
  }
}

interface ObjectCall {
  readonly query?: URLSearchParams;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly subresource?: string;
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** Before everything is up, and for health checks, the server answers in plain text. */
function readBody(text: string): KubeObject {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}

function describe(object: KubeObject): string {
  return `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

function expectSuccess(answer: Answer, what: string): KubeObject {
  if (answer.status >= 300) {
    throw new Error(`${what}: ${answer.status} ${answer.body.message}`);
  }
  return answer.body;
}
