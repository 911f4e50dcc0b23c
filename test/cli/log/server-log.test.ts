import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ServerLog } from '../../../src/cli/log/server-log.ts';
import { serverLog } from '../../../src/cli/log/server-log.ts';
import type { Settings } from '../../../src/config/index.ts';

/** What a log of some form writes to standard error. */
function written(form: Settings['log'], tell: (log: ServerLog) => void): string {
  let text = '';
  const stream = new Writable({
    write: (part, _, done) => {
      text += part;
      done();
    },
  }) as NodeJS.WriteStream;
  tell(serverLog(form, { out: stream, error: stream }));
  return text;
}

const request = (filter: string) => (log: ServerLog) =>
  log.request({ method: 'GET', path: '/x/v1/y', filter, status: 400, count: undefined, milliseconds: 1 });
const audit = (location: string) => (log: ServerLog) =>
  log.audit({ action: 'registered', id: 'x', location, detail: location });
const hostile = 'id="\u001b[31m\n\r\u007f\u009b\u202e\u2028é"';
const steering = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('the log of a server', () => {
  it.each(['pretty', 'json'] as const)('holds nothing that steers a terminal (%s)', (form) => {
    const failure = (log: ServerLog) => log.failure('f1', new Error(hostile));
    const ended = (log: ServerLog) => log.worker(7, 'ended', hostile);
    for (const tell of [request(hostile), audit(hostile), failure, ended]) {
      const lines = written(form, tell).split('\n');
      expect(lines.at(-1)).toBe('');
      for (const line of lines) expect(line).not.toMatch(steering);
    }
  });

  it('gives programs the filter as it was', () => {
    expect(JSON.parse(written('json', request(hostile)))).toMatchObject({ filter: hostile, status: 400 });
  });

  it('has a line for each change of what is served', () => {
    const event = JSON.parse(written('json', audit('https://example.org/a.jsonl')));
    expect(event).toMatchObject({ event: 'audit', action: 'registered', id: 'x' });
    expect(written('pretty', audit('https://example.org/a.jsonl'))).toMatch(/^registered x {2}https:.*\n$/);
  });

  it.each(['pretty', 'json'] as const)('does not grow with the filter (%s)', (form) => {
    expect(written(form, request('x'.repeat(1_000_000))).length).toBeLessThan(5_000);
  });

  it('tells only of failures where it is turned off', () => {
    expect(written('none', request('x'))).toBe('');
    expect(written('none', audit('x'))).toBe('');
    expect(written('none', (log) => log.failure('f1', new Error('broken')))).toContain('broken');
  });
});
