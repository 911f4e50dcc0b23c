/**
 * `/extensions/spawn`: given a location, a new OPTIMADE API. The location is understood and its permission is checked
 * first, so that what may not be read now is refused even if it was read before.
 */

import { limits } from '../../base/index.ts';
import type { DatabaseRecord, SpawnRequest, SpawnTicket } from '../../registry/index.ts';
import { RegistryError, SourceError } from '../../registry/index.ts';
import { childLink, databaseUrl, serializeSpawned } from '../../response/index.ts';
import type { Answer } from '../answer.ts';
import { indexedDatabase } from '../index-database/indexed-database.ts';
import { jsonMediaType } from '../negotiation.ts';
import { exampleStructuresUrlPath } from '../static/example-structures.ts';
import { registryWishFault, sourceFault } from './control-fault.ts';
import type { ControlScope } from './control-scope.ts';
import { pollHeaders, settle } from './control-scope.ts';
import { locate } from './own-location.ts';
import type { Patience } from './patience.ts';
import { patienceOf } from './patience.ts';
import { readJsonBody } from './read-json-body.ts';
import type { SpawnWish } from './spawn-wish.ts';
import { spawnWishFromBody, spawnWishFromQuery } from './spawn-wish.ts';

/** `GET`, as people type it and the original program had it: waits a while, so that small files are there at once. */
export async function spawnByQuery(scope: ControlScope): Promise<Answer> {
  const wish = spawnWishFromQuery(scope.request.target.query, scope.ingest, exampleUrl(scope));
  return answerWish(
    scope,
    wish,
    patienceOf(scope.request, wish.waitSeconds ?? limits.spawnWaitSecondsDefault),
  );
}

/** `POST`, for programs: answers at once unless `Prefer: wait` asks for more. */
export async function spawnByBody(scope: ControlScope): Promise<Answer> {
  const wish = spawnWishFromBody(await readJsonBody(scope.request), scope.ingest, exampleUrl(scope));
  return answerWish(scope, wish, patienceOf(scope.request, 0));
}

async function answerWish(scope: ControlScope, wish: SpawnWish, patience: Patience): Promise<Answer> {
  const { record } = await spawn(scope, wish);
  if (isServable(record)) return spawnAnswer(scope, record, 200, patience);
  const settled = await settle(scope, record, patience);
  return spawnAnswer(scope, settled, isServable(settled) ? 201 : 202, patience);
}

/** Errors: those of `sourceFault` and `registryWishFault`, and those that every request to a database may meet. */
async function spawn(scope: ControlScope, wish: SpawnWish): Promise<SpawnTicket> {
  try {
    const location = await locate(scope.control, wish, scope.rootUrl);
    return spawnAt(scope, wish, location);
  } catch (error) {
    if (error instanceof SourceError) throw sourceFault(error, wish);
    throw (error instanceof RegistryError ? registryWishFault(error, wish) : undefined) ?? error;
  }
}

function spawnAt(
  { control, ingest }: ControlScope,
  wish: SpawnWish,
  location: SpawnRequest['location'],
): SpawnTicket {
  const { id, presentation, timeToLiveSeconds } = wish;
  const request: SpawnRequest = {
    location,
    ...(id === undefined ? {} : { id }),
    origin: 'spawned',
    presentation,
    options: wish.ingest ?? ingest,
    ...(timeToLiveSeconds === undefined ? {} : { timeToLiveSeconds }),
  };
  try {
    return control.spawn(request);
  } catch (error) {
    const isOtherwise = error instanceof RegistryError && error.reason === 'options-differ';
    if (!isOtherwise || wish.ingest !== undefined || error.record === undefined) throw error;
    // Who does not care how the data are read takes them as they are.
    return control.spawn({ ...request, options: error.record.options });
  }
}

function spawnAnswer(
  { context, echo, rootUrl }: ControlScope,
  record: DatabaseRecord,
  status: 200 | 201 | 202,
  patience: Patience,
): Answer {
  return {
    status,
    mediaType: jsonMediaType,
    body: serializeSpawned(context, echo, childLink(indexedDatabase(record, rootUrl)), record),
    headers: {
      ...(status === 200 ? {} : { Location: databaseUrl(context, record.id) }),
      ...(status === 202 ? pollHeaders : {}),
      ...patience.headers,
    },
  };
}

function isServable({ state }: DatabaseRecord): boolean {
  return state === 'live' || state === 'dormant';
}

/** A request that works on every server, for those who wonder what to ask for. */
function exampleUrl({ rootUrl }: ControlScope): string {
  return `${rootUrl}/extensions/spawn?loc=${rootUrl}${exampleStructuresUrlPath}`;
}
