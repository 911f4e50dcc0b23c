/** `/extensions/databases`: what is there, what becomes of it, and how to be rid of it. */
import type { JsonObject } from '../../base/index.ts';
import { invariant, isJsonObject, limits, OptimadeError } from '../../base/index.ts';
import type { DatabaseRecord, DatabaseState } from '../../registry/index.ts';
import { RegistryError } from '../../registry/index.ts';
import { databaseUrl, serializeDatabase, serializeDatabases, serializeReport } from '../../response/index.ts';
import type { Answer } from '../answer.ts';
import { jsonAnswer } from '../answer.ts';
import { registryWishFault } from './control-fault.ts';
import type { ControlScope } from './control-scope.ts';
import { databaseUnknown, pollHeaders, settle } from './control-scope.ts';
import { Members } from './members.ts';
import { patienceOf } from './patience.ts';
import { readJsonBody } from './read-json-body.ts';

const states: readonly DatabaseState[] = ['cold', 'ingesting', 'live', 'dormant', 'failed'];

/** Errors: those of `Members`, page-limit-exceeded. */
export async function listDatabases({
  request,
  control,
  context,
  echo,
  service,
}: ControlScope): Promise<Answer> {
  const members = Members.fromQuery(request.target.query, ['state', 'page_limit', 'page_offset']);
  const state = members.choice('state', states);
  const limit = members.integer('page_limit', 0, Number.MAX_SAFE_INTEGER) ?? service.pageLimit;
  if (limit > service.pageLimitMax) {
    throw new OptimadeError(
      'page-limit-exceeded',
      { limit: service.pageLimitMax },
      { parameter: 'page_limit' },
    );
  }
  const offset = members.integer('page_offset', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const all = control.list();
  const found = state === undefined ? all : all.filter((record) => record.state === state);
  const page = {
    databases: found.slice(offset, offset + limit),
    offset,
    limit,
    dataReturned: found.length,
    dataAvailable: all.length,
  };
  return jsonAnswer(serializeDatabases(context, echo, page));
}

/** Errors: database-unknown. */
export async function showDatabase(scope: ControlScope, id: string): Promise<Answer> {
  Members.fromQuery(scope.request.target.query, []);
  return databaseAnswer(scope, known(id, scope.control.find(id)));
}

/** Errors: database-unknown. */
export async function removeDatabase({ control }: ControlScope, id: string): Promise<Answer | undefined> {
  if (!control.remove(id)) throw databaseUnknown(id);
  return undefined;
}

/** Errors: database-unknown, those of `Members`. */
export async function keepDatabaseAlive(scope: ControlScope, id: string): Promise<Answer> {
  const members = Members.fromBody(await readJsonBody(scope.request), ['seconds']);
  const seconds = members.integer('seconds', 1, limits.keepAliveSecondsMax);
  return databaseAnswer(scope, known(id, await scope.control.keepAlive(id, seconds)));
}

/** Errors: database-unknown, those of the registry, those of `settle`. */
export async function refreshDatabase(scope: ControlScope, id: string): Promise<Answer> {
  Members.fromBody(await readJsonBody(scope.request), []);
  const patience = patienceOf(scope.request, 0);
  const record = await settle(scope, known(id, refresh(scope, id)), patience);
  const isDone = record.ingestion === undefined;
  const headers = {
    ...(isDone ? {} : { Location: databaseUrl(scope.context, id), ...pollHeaders }),
    ...patience.headers,
  };
  return { ...databaseAnswer(scope, record), status: isDone ? 200 : 202, headers };
}

function refresh({ control }: ControlScope, id: string): DatabaseRecord | undefined {
  try {
    return control.refresh(id);
  } catch (error) {
    throw (error instanceof RegistryError ? registryWishFault(error, undefined) : undefined) ?? error;
  }
}

/** Errors: database-unknown, report-missing. */
export async function showReport(
  { request, control, context, echo }: ControlScope,
  id: string,
): Promise<Answer> {
  Members.fromQuery(request.target.query, []);
  const record = known(id, control.find(id));
  const text = await control.report(id);
  if (text === undefined) throw new OptimadeError('report-missing', { id });
  const report: unknown = JSON.parse(text);
  invariant(isJsonObject(report), 'a report is an object');
  return jsonAnswer(serializeReport(context, echo, record, report as JsonObject));
}

function databaseAnswer({ context, echo }: ControlScope, record: DatabaseRecord): Answer {
  return jsonAnswer(serializeDatabase(context, echo, record));
}

function known(id: string, record: DatabaseRecord | undefined): DatabaseRecord {
  if (record === undefined) throw databaseUnknown(id);
  return record;
}
