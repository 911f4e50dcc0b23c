/** What the registry and the sources cannot do, in the words of the error table. */
import type { ErrorCode, JsonObject } from '../../base/index.ts';
import { OptimadeError } from '../../base/index.ts';
import type { DatabaseRecord, IngestionFailure, RegistryError, SourceError } from '../../registry/index.ts';
import { exampleStructuresFile } from '../static/example-structures.ts';
import { sourceOf } from './members.ts';
import type { SpawnWish } from './spawn-wish.ts';

const failureCodes: Readonly<Record<IngestionFailure['reason'], ErrorCode>> = {
  malformed: 'location-malformed',
  refused: 'location-refused',
  gone: 'location-gone',
  unreachable: 'location-unreachable',
  limit: 'location-limit',
  ambiguous: 'location-ambiguous',
  unreadable: 'location-unreadable',
  'refused-by-strict': 'ingestion-refused',
  'no-room': 'storage-full',
  interrupted: 'ingestion-interrupted',
  internal: 'ingestion-failed',
};

/** Where nobody knows when asking again may help. */
const retryAfterSecondsDefault = 60;

/** The parts of a wish that errors point at; a request without a wish points at nothing. */
type Wish = Pick<SpawnWish, 'loc' | 'id' | 'place'>;

/** What the client is told of a location that must not be read, or of which nothing can be. */
export function sourceFault(error: SourceError, { loc, place }: Wish): OptimadeError {
  // The only path that we ever name ourselves; all others are as the client wrote them.
  const problem = error.problem.replaceAll(exampleStructuresFile, loc);
  const parts = { reason: error.reason, problem, choices: error.choices };
  return fault(parts, loc, sourceOf('loc', place), error.retryAfterSeconds);
}

/** What the client is told who waited for an ingestion that failed. */
export function failureFault(record: DatabaseRecord, failure: IngestionFailure, now: Date): OptimadeError {
  const { location, state } = record;
  const prefix = `${location}: `;
  const { message } = failure;
  const problem = message.startsWith(prefix) ? message.slice(prefix.length) : message;
  const retryAfter = failure.retryAt === undefined ? undefined : secondsUntil(failure.retryAt, now);
  return fault(
    { reason: failure.reason, problem, choices: failure.choices ?? [] },
    location,
    {},
    retryAfter,
    { state },
  );
}

function fault(
  {
    reason,
    problem,
    choices,
  }: Pick<IngestionFailure, 'reason'> & { problem: string } & Required<Pick<IngestionFailure, 'choices'>>,
  location: string,
  source: ReturnType<typeof sourceOf> | object,
  retryAfterSeconds: number | undefined,
  known: JsonObject = {},
): OptimadeError {
  const code = failureCodes[reason];
  const seconds = retryAfterSeconds ?? (reason === 'no-room' ? retryAfterSecondsDefault : undefined);
  const meta = {
    ...known,
    ...(choices.length === 0
      ? {}
      : { choices: choices.map(({ name, sizeBytes }) => ({ name, size_bytes: sizeBytes ?? null })) }),
  };
  const values = {
    location,
    problem: problem.replace(/\.$/, ''),
    example: choices[0]?.name ?? '',
    seconds: seconds ?? '',
  };
  const isEmpty = Object.keys(meta).length === 0;
  return new OptimadeError(code, values, {
    ...source,
    retryAfterSeconds: seconds,
    ...(isEmpty ? {} : { meta }),
  });
}

/**
 * What the client is told whose wish the registry cannot fulfil; undefined for what every request to a database may meet.
 */
export function registryWishFault(error: RegistryError, wish: Wish | undefined): OptimadeError | undefined {
  const { reason, record, retryAfterSeconds } = error;
  const id = wish?.id ?? record?.id ?? '';
  const atId = wish === undefined ? {} : sourceOf('id', wish.place);
  switch (reason) {
    case 'id-taken':
      return new OptimadeError('id-taken', { id }, atId);
    case 'id-reserved':
      return new OptimadeError('id-reserved', { id, problem: error.message }, atId);
    case 'options-differ':
      return new OptimadeError('options-differ', { id: record?.id ?? '' });
    case 'databases-full':
      return new OptimadeError(
        'databases-full',
        {},
        { retryAfterSeconds: retryAfterSeconds ?? retryAfterSecondsDefault },
      );
    default:
      return undefined;
  }
}

function secondsUntil(time: string, now: Date): number {
  return Math.max(1, Math.ceil((Date.parse(time) - now.getTime()) / 1000));
}
