import { describe, expect, it } from 'vitest';
import { mergeMetrics, ServerMetrics } from '../../../src/http/index.ts';
import { endpointLabel } from '../../../src/http/operations/endpoint-label.ts';
import { directoryOf, serve } from '../small-database.ts';

const directory = directoryOf(serve('one'), serve('two'));
const observation = { filter: undefined, count: undefined, milliseconds: 30 };

describe('metrics', () => {
  it('count what each process does, and once what all of them see', async () => {
    const processes = [1, 2].map(() => new ServerMetrics({ directory, rootDatabase: undefined }));
    for (const [index, metrics] of processes.entries()) {
      for (let count = 0; count <= index; count += 1) {
        metrics.request({ ...observation, method: 'GET', path: '/one/v1/structures', status: 200 });
      }
      metrics.request({ ...observation, method: 'BREW', path: '/one/v1/structures/x', status: 405 });
      metrics.request({
        ...observation,
        method: 'GET',
        path: '/home/me/data.json/v1/structures',
        status: 307,
      });
      metrics.audit({ action: 'published', id: 'one', location: 'one' });
    }
    const text = await mergeMetrics(await Promise.all(processes.map((metrics) => metrics.snapshot())));
    const lines = text.split('\n');
    expect(lines).toContain('respawn_http_requests_total{endpoint="listing",method="GET",status="200"} 3');
    expect(lines).toContain('respawn_http_requests_total{endpoint="entry",method="other",status="405"} 2');
    expect(lines).toContain('respawn_http_requests_total{endpoint="moved",method="GET",status="307"} 2');
    expect(lines).toContain('respawn_http_request_duration_seconds_count{endpoint="listing"} 3');
    expect(lines).toContain('respawn_http_request_duration_seconds_bucket{le="0.05",endpoint="listing"} 3');
    expect(lines).toContain('respawn_database_events_total{action="published"} 2');
    expect(lines).toContain('respawn_databases{state="live"} 2');
    expect(lines).toContain('respawn_databases{state="failed"} 0');
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    // No label may grow with what is asked for.
    expect(text).not.toMatch(/"(?:one|structures)"/);
  });

  it('count the requests under way', async () => {
    const metrics = new ServerMetrics({ directory, rootDatabase: undefined });
    const inFlight = async () =>
      /^respawn_http_requests_in_flight (\d+)$/m.exec(await mergeMetrics([await metrics.snapshot()]))![1];
    const gate = Promise.withResolvers<string>();
    const answer = metrics.watch((name: string) => gate.promise.then((text) => text + name));
    const first = answer('a');
    const second = answer('b');
    expect(await inFlight()).toBe('2');
    gate.reject(new Error('no'));
    await expect(Promise.allSettled([first, second])).resolves.toHaveLength(2);
    expect(await inFlight()).toBe('0');
  });
});

describe('the kind of endpoint', () => {
  it.each([
    ['/', undefined, 'home'],
    ['/index/v1/links', undefined, 'index'],
    ['/v1/info', undefined, 'moved'],
    ['/extensions/spawn', undefined, 'control'],
    ['/extensions/graph/query', undefined, 'graph-query'],
    ['/extensions/graph/', undefined, 'graph'],
    ['/extensions/graph/%ff', undefined, 'unknown'],
    ['/extensions/graph/other', undefined, 'unknown'],
    ['/static/example_structures.json', undefined, 'static'],
    ['/-/metrics', undefined, 'operations'],
    ['/db', undefined, 'base-page'],
    ['/db/v1/info', undefined, 'info'],
    ['/db/v1/info/structures', undefined, 'entry-info'],
    ['/db/v1/structures', undefined, 'listing'],
    ['/db/v1.1/structures/a%2Fb', undefined, 'entry'],
    ['/db/extensions/graph/schema.json', undefined, 'graph-schema'],
    ['/db/v1/extensions/archive/e/a%2Fb/0', undefined, 'archive'],
    ['/db/v1/extensions/files/a', undefined, 'attachment'],
    ['/db/v9/structures', undefined, 'unknown'],
    ['/db/v1/%ff', undefined, 'unknown'],
    ['/v1/structures', 'db', 'listing'],
    ['/extensions/graph/query', 'db', 'graph-query'],
    ['/-/metrics', 'db', 'operations'],
  ])('%s (root: %s) is %s', (path, root, label) => {
    expect(endpointLabel(path, root)).toBe(label);
  });
});
