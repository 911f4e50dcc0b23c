/** What a request to spawn asks for, as the registry takes it, from the parameters of a URL or from a JSON object. */
import type { JsonObject } from '../../base/index.ts';
import { limits, OptimadeError } from '../../base/index.ts';
import type { IngestSettings } from '../../config/index.ts';
import { ConfigError, ingestSettingsFrom } from '../../config/index.ts';
import type { Presentation } from '../../registry/index.ts';
import { aggregateValues } from '../../standard/index.ts';
import { Members, sourceOf } from './members.ts';

export interface SpawnWish {
  readonly place: 'query' | 'body';
  /** The location as it was written. */
  readonly loc: string;
  /** Key of a file in a record. */
  readonly file: string | undefined;
  readonly id: string | undefined;
  readonly presentation: Presentation;
  readonly timeToLiveSeconds: number | undefined;
  /** Undefined where the wish says nothing of how the data are to be read. */
  readonly ingest: IngestSettings | undefined;
  readonly waitSeconds: number | undefined;
}

/** Why aggregators should pass by what nobody has vouched for. */
const unvetted = 'Spawned on request; nobody has looked at the data so far.';

const inBoth = [
  'loc',
  'id',
  'title',
  'description',
  'homepage',
  'file',
  'aggregate',
  'no_aggregate_reason',
  'ttl',
];

/** Errors: those of `Members`, location-missing. */
export function spawnWishFromQuery(query: string, defaults: IngestSettings, example: string): SpawnWish {
  return spawnWish(Members.fromQuery(query, [...inBoth, 'wait'], 'loc'), defaults, example);
}

/** Errors: those of `Members`, location-missing, config-invalid. */
export function spawnWishFromBody(body: JsonObject, defaults: IngestSettings, example: string): SpawnWish {
  return spawnWish(Members.fromBody(body, [...inBoth, 'config']), defaults, example);
}

function spawnWish(members: Members, defaults: IngestSettings, example: string): SpawnWish {
  const loc = members.text('loc', { lengthMax: limits.locationLengthMax });
  if (loc === undefined)
    throw new OptimadeError('location-missing', { example }, sourceOf('loc', members.place));
  return {
    place: members.place,
    loc,
    file: members.text('file', { lengthMax: limits.locationLengthMax }),
    id: members.text('id', { lengthMax: limits.databaseIdLengthMax }),
    presentation: presentationOf(members),
    timeToLiveSeconds: members.integer('ttl', 1, limits.keepAliveSecondsMax),
    ingest: ingestOf(members, defaults),
    waitSeconds: members.integer('wait', 0, limits.waitSecondsMax),
  };
}

function presentationOf(members: Members): Presentation {
  const title = members.text('title', { lengthMax: limits.titleLengthMax });
  const description = members.text('description', {
    lengthMax: limits.descriptionLengthMax,
    multiline: true,
  });
  const homepage = members.webUrl('homepage', limits.homepageLengthMax);
  const aggregate = members.choice('aggregate', aggregateValues) ?? 'no';
  const reason = members.text('no_aggregate_reason', { lengthMax: limits.titleLengthMax });
  if (aggregate === 'ok' && reason !== undefined) {
    throw members.invalid('no_aggregate_reason', 'has no meaning where aggregate is ok');
  }
  const noAggregateReason = reason ?? (aggregate === 'no' ? unvetted : undefined);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(homepage === undefined ? {} : { homepage }),
    aggregate,
    ...(noAggregateReason === undefined ? {} : { noAggregateReason }),
  };
}

function ingestOf(members: Members, defaults: IngestSettings): IngestSettings | undefined {
  const config = members.object('config');
  if (config === undefined) return undefined;
  try {
    return ingestSettingsFrom(config, defaults);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new OptimadeError('config-invalid', { problem: error.message }, sourceOf('config', members.place));
  }
}
