import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { requestLog } from '../../src/cli/request-log.ts';
import type { Settings } from '../../src/config/index.ts';
import type { HttpLog } from '../../src/http/index.ts';

/** What a log of some form writes to standard error. */
function written(form: Settings['log'], tell: (log: HttpLog) => void): string {
  let text = '';
  const stream = new Writable({
    write: (part, _, done) => {
      text += part;
      done();
    },
  }) as NodeJS.WriteStream;
  tell(requestLog(form, { out: stream, error: stream }));
  return text;
}

const request = (filter: string) => (log: HttpLog) =>
  log.request({ method: 'GET', path: '/x/v1/y', filter, status: 400, count: undefined, milliseconds: 1 });
const hostile = 'id="\u001b[31m\n\r\u007f\u009b\u202e\u2028é"';
const steering = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('the log of requests', () => {
  it.each(['pretty', 'json'] as const)('holds nothing that steers a terminal (%s)', (form) => {
    for (const tell of [request(hostile), (log: HttpLog) => log.failure('f1', new Error(hostile))]) {
      const lines = written(form, tell).split('\n');
      expect(lines.at(-1)).toBe('');
      for (const line of lines) expect(line).not.toMatch(steering);
    }
  });

  it('gives programs the filter as it was', () => {
    expect(JSON.parse(written('json', request(hostile)))).toMatchObject({ filter: hostile, status: 400 });
  });

  it.each(['pretty', 'json'] as const)('does not grow with the filter (%s)', (form) => {
    expect(written(form, request('x'.repeat(1_000_000))).length).toBeLessThan(5_000);
  });

  it('tells only of failures where it is turned off', () => {
    expect(written('none', request('x'))).toBe('');
    expect(written('none', (log) => log.failure('f1', new Error('broken')))).toContain('broken');
  });
});
