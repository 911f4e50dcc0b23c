import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProgressState } from '../../src/cli/progress.ts';
import { ProgressDisplay } from '../../src/cli/progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const state: ProgressState = { stage: 'reading', fraction: undefined, entries: 0, bytes: 0 };

/** What is shown of states that come at these seconds. */
function shown(isTTY: boolean, ...states: readonly (readonly [seconds: number, state: ProgressState])[]) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 120 });
  const display = new ProgressDisplay({ out: stream, error: stream }, 'data');
  let now = 0;
  for (const [seconds, next] of states) {
    vi.advanceTimersByTime((seconds - now) * 1000);
    now = seconds;
    display.update(next);
  }
  return String(stream.read() ?? '');
}

describe('a line for logs', () => {
  it.each([
    [{ ...state, stage: 'queued' }, 'waiting for other ingestions'],
    [{ ...state, stage: 'fetching', fraction: 0.419, bytes: 41e6 }, 'fetching 41 %, 41 MB'],
    [{ ...state, fraction: 0.5, entries: 40_000 }, 'reading 50 %, 40,000 entries, 4,000 entries/s'],
    [{ ...state, files: 20_000, entries: 19_990 }, 'reading, 20,000 files, 19,990 entries, 2,000 files/s'],
    [{ ...state, files: 1, entries: 4_000 }, 'reading, 4,000 entries, 400 entries/s'],
    [{ ...state, files: 3, entries: 4_000 }, 'reading, 3 files, 4,000 entries, 400 entries/s'],
    [{ ...state, stage: 'surveying', fraction: 1, files: 500 }, 'surveying 100 %, 500 files, 50 files/s'],
    [{ ...state, stage: 'indexing', fraction: 0, entries: 7 }, 'indexing 0 %, 7 entries'],
    [{ ...state, stage: 'writing', fraction: 0.25, entries: 7 }, 'writing 25 %, 7 entries'],
  ] as const)('%j: %s', (next, text) => {
    const begun = { ...state, stage: next.stage };
    expect(shown(false, [0, begun], [10, next])).toBe(`data: ${text}\n`);
  });

  it('comes every ten seconds', () => {
    const lines = shown(false, [1, state], [11, state], [12, state], [21.5, state]);
    expect(lines.split('\n')).toHaveLength(3);
  });
});

describe('a bar for terminals', () => {
  it('comes after a second', () => {
    expect(shown(true, [0.9, state])).toBe('');
    expect(shown(true, [1.1, { ...state, fraction: 0.5 }])).toContain(
      `[${'='.repeat(12)}${' '.repeat(12)}] data: `,
    );
  });
});

it('counts by the second of its stage, not of what was before', () => {
  const fetching: ProgressState = { ...state, stage: 'fetching' };
  expect(shown(false, [0, fetching], [5, state], [15, { ...state, entries: 100 }])).toBe(
    'data: reading, 100 entries, 10 entries/s\n',
  );
});
