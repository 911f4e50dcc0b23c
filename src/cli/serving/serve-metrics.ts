import type { RunningServer } from '../../http/index.ts';
import { metricsMediaType } from '../../http/index.ts';
import { listen } from './listen.ts';

/** Where Prometheus looks where nobody tells it otherwise, and where they stand on the port that serves. */
const paths = ['/metrics', '/-/metrics'];

/** Gives metrics on a port of their own. Errors: `CliError` where that cannot be had. */
export function serveMetrics(
  metricsText: () => Promise<string>,
  host: string,
  port: number,
): Promise<RunningServer> {
  const fetch = async (request: Request): Promise<Response> => {
    if (!paths.includes(new URL(request.url).pathname)) return new Response('not found\n', { status: 404 });
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('not allowed\n', { status: 405, headers: { Allow: 'GET, HEAD' } });
    }
    const headers = { 'Content-Type': metricsMediaType, 'Cache-Control': 'no-store' };
    return new Response(await metricsText(), { headers });
  };
  return listen({ fetch }, host, port);
}
