/** A server with a real registry in a temporary home, asked in memory. Every answer is looked through for what must not leave. */
import { expect } from 'vitest';
import type { JsonObject } from '../../../src/base/index.ts';
import type { ControlSettings, ServiceSettings } from '../../../src/config/index.ts';
import type { App } from '../../../src/http/index.ts';
import { createApp } from '../../../src/http/index.ts';
import { exampleStructuresFile } from '../../../src/http/static/example-structures.ts';
import type { DatabaseRegistry, RegistryBudgets, RegistryOptions } from '../../../src/registry/index.ts';
import { plainOptions, TestHome } from '../../registry/home.ts';
import { settings as plainService } from '../small-database.ts';

export interface SceneOptions {
  readonly service?: Partial<ServiceSettings>;
  readonly permissions?: Partial<ControlSettings>;
  readonly budgets?: Partial<RegistryBudgets>;
  readonly registry?: Partial<RegistryOptions>;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON where it is no text. */
  readonly body?: unknown;
  /** Of the other end of the connection. */
  readonly remoteAddress?: string;
  /** It is refused before anybody looks at its path. */
  readonly beforeRouting?: boolean;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty where there is no body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into documents of all kinds
  readonly json: any;
}

export class ControlScene {
  readonly home = new TestHome();
  readonly registry: DatabaseRegistry;
  readonly failures: unknown[] = [];
  readonly app: App;

  constructor({ service, permissions, budgets, registry }: SceneOptions = {}) {
    this.registry = this.home.open(budgets, {
      policy: { folders: [this.home.folder, exampleStructuresFile], hosts: [] },
      ...registry,
    });
    this.app = createApp({
      directory: this.registry,
      settings: { ...plainService, ...service },
      control: {
        control: this.registry,
        permissions: { spawn: 'local', token: undefined, allowedPaths: [], allowedHosts: [], ...permissions },
        ingest: plainOptions,
      },
      now: this.home.now,
      log: { request: () => {}, failure: (_, error) => this.failures.push(error) },
    });
  }

  async ask(
    path: string,
    { method = 'GET', headers = {}, body, remoteAddress, beforeRouting = false }: Ask = {},
  ): Promise<Reply> {
    const response = await this.app.request(
      path,
      {
        method,
        headers: { ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
      remoteAddress === undefined ? {} : ({ incoming: { url: path, socket: { remoteAddress } } } as object),
    );
    const text = await response.text();
    if (path.startsWith('/extensions') && !beforeRouting) this.#expectDiscreet(response, text);
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: text === '' ? {} : JSON.parse(text),
    };
  }

  post(path: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.ask(path, { method: 'POST', body, headers });
  }

  /** Does the ingestion that waits in this process, as a server would beside it. */
  async complete(id: string): Promise<void> {
    await this.registry.complete(id, { signal: new AbortController().signal, onProgress: () => {} });
  }

  /** Spawns and ingests; the id is the name without `.jsonl`. */
  async spawned(name: string, count = 3, more: JsonObject = {}): Promise<string> {
    this.home.writeSource(name, count);
    const id = name.replace('.jsonl', '');
    await this.post('/extensions/spawn', { loc: name, id, ...more });
    await this.complete(id);
    return id;
  }

  async remove(): Promise<void> {
    await this.home.remove();
    expect(this.failures).toEqual([]);
  }

  /** What control answers say is for nobody's page and nobody's cache, and tells nothing of the disk. */
  #expectDiscreet(response: Response, text: string): void {
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const all = text + JSON.stringify([...response.headers]);
    expect(all).not.toContain(this.home.folder);
    expect(all).not.toContain(exampleStructuresFile);
  }
}
