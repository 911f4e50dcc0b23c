/** What the operator and the machines that watch a server ask it: whether it lives, whether it can serve, how it does. */
import { Buffer } from 'node:buffer';
import type { DatabaseDirectory } from '../../registry/index.ts';
import type { AppRequest } from '../app-request.ts';
import { metricsMediaType } from './metrics.ts';

export interface OperationsOptions {
  readonly directory: Pick<DatabaseDirectory, 'find'>;
  /** Whether the server takes its leave: others should get new requests. */
  readonly isStopping: () => boolean;
  /** The figures of all processes as text; undefined where this port does not give them. */
  readonly metrics: (() => Promise<string>) | undefined;
}

interface PlainAnswer {
  readonly status: number;
  readonly text: string;
  readonly mediaType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `/-/healthz`, `/-/readyz`, `/-/metrics`: plain text, never kept, for no web page. */
export class OperationsHandler {
  readonly #options: OperationsOptions;

  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  /** @param segments percent-encoded segments below `/-` */
  async handle(request: Pick<AppRequest, 'method'>, segments: readonly string[]): Promise<Response> {
    const { status, text, mediaType, headers } = await this.#answer(request.method, segments.join('/'));
    const body = `${text.trimEnd()}\n`;
    return new Response(request.method === 'HEAD' ? null : body, {
      status,
      headers: {
        'Content-Type': mediaType ?? 'text/plain; charset=utf-8',
        'Content-Length': String(Buffer.byteLength(body)),
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        ...headers,
      },
    });
  }

  async #answer(method: string, name: string): Promise<PlainAnswer> {
    const { metrics } = this.#options;
    const offered = ['healthz', 'readyz', ...(metrics === undefined ? [] : ['metrics'])];
    if (!offered.includes(name)) {
      const paths = offered.map((each) => `/-/${each}`).join(', ');
      return { status: 404, text: `There is nothing here. Offered: ${paths}.` };
    }
    if (method !== 'GET' && method !== 'HEAD') {
      return { status: 405, text: 'Only GET and HEAD are answered here.', headers: { Allow: 'GET, HEAD' } };
    }
    if (name === 'metrics') return { status: 200, text: await metrics!(), mediaType: metricsMediaType };
    return name === 'readyz' ? this.#readiness() : { status: 200, text: 'alive' };
  }

  #readiness(): PlainAnswer {
    if (this.#options.isStopping()) return { status: 503, text: 'stopping' };
    try {
      this.#options.directory.find('readyz');
      return { status: 200, text: 'ready' };
    } catch {
      // Every other request tells the log what is wrong with it.
      return { status: 503, text: 'the registry cannot be read' };
    }
  }
}
