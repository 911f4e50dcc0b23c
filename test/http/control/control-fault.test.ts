import { describe, expect, it } from 'vitest';
import { failureFault, registryWishFault, sourceFault } from '../../../src/http/control/control-fault.ts';
import { exampleStructuresFile } from '../../../src/http/static/example-structures.ts';
import type { DatabaseRecord, IngestionFailure } from '../../../src/registry/index.ts';
import { RegistryError, SourceError } from '../../../src/registry/index.ts';

const now = new Date('2026-11-22T00:00:00Z');
const choices = [
  { name: 'a.jsonl', sizeBytes: 5 },
  { name: 'b.jsonl', sizeBytes: undefined },
];
const wireChoices = [
  { name: 'a.jsonl', size_bytes: 5 },
  { name: 'b.jsonl', size_bytes: null },
];

/** Of a failure that came with all that one can come with. */
const statuses: Readonly<Record<IngestionFailure['reason'], number>> = {
  malformed: 400,
  refused: 403,
  gone: 404,
  unreachable: 502,
  limit: 413,
  ambiguous: 409,
  unreadable: 422,
  'refused-by-strict': 422,
  'no-room': 503,
  interrupted: 503,
  internal: 500,
};

function recordOf(failure: IngestionFailure): DatabaseRecord {
  return {
    id: 'a',
    origin: 'spawned',
    location: 'zenodo.org/records/1',
    presentation: { aggregate: 'no' },
    options: { prefix: undefined, aliases: {}, lengthAliases: {}, providerFields: {}, strict: false },
    state: 'failed',
    generation: 0,
    failure,
    timeToLiveSeconds: 600,
    createdAt: now.toISOString(),
  };
}

describe('an ingestion that failed', () => {
  it.each(Object.entries(statuses))('%s is answered with %i', (reason, status) => {
    const failure: IngestionFailure = {
      reason: reason as IngestionFailure['reason'],
      message: 'zenodo.org/records/1: it is as it is.',
      choices,
      at: now.toISOString(),
      retryAt: '2026-11-22T00:01:30Z',
    };
    const fault = failureFault(recordOf(failure), failure, now);
    expect(fault.status).toBe(status);
    expect(fault.options).toMatchObject({
      retryAfterSeconds: 90,
      meta: { state: 'failed', choices: wireChoices },
    });
    expect(fault.detail).not.toMatch(/\{\w+\}|\.\.|undefined/);
  });

  it('that only a refresh can mend does not say when to come again', () => {
    const failure: IngestionFailure = { reason: 'gone', message: 'gone', at: now.toISOString() };
    const { options } = failureFault(recordOf(failure), failure, now);
    expect(options.retryAfterSeconds).toBeUndefined();
    expect(options.meta).toEqual({ state: 'failed' });
  });
});

describe('a location that is refused', () => {
  it('names the choices, and where they are to be given', () => {
    const error = new SourceError('x', 'it has two', { reason: 'ambiguous', choices });
    const fault = sourceFault(error, { loc: 'zenodo:1', id: undefined, place: 'query' });
    expect(fault.detail).toBe('zenodo:1: it has two. Choose with "file", such as file=a.jsonl.');
    expect(fault.options).toMatchObject({ parameter: 'loc', meta: { choices: wireChoices } });
  });

  it('never names the place of our own file', () => {
    const error = new SourceError(exampleStructuresFile, `cannot open ${exampleStructuresFile}`);
    const fault = sourceFault(error, { loc: 'http://localhost/x', id: undefined, place: 'body' });
    expect(fault.detail).not.toContain(exampleStructuresFile);
    expect(fault.options).toMatchObject({ pointer: '/loc' });
  });
});

describe('what the registry refuses to every request', () => {
  it.each(['cold', 'ingesting', 'failed', 'live-full', 'queue-full', 'storage-full'] as const)(
    '%s is told as it is told everywhere',
    (reason) => {
      expect(registryWishFault(new RegistryError(reason, 'no'), undefined)).toBeUndefined();
    },
  );
});
