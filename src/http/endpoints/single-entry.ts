/** `/<type>/<id>`: one entry, or null where there is none with the id. */
import { bindEntryRequest, parseEntryParameters } from '../../query/index.ts';
import { serializeEntry } from '../../response/index.ts';
import type { Answer } from '../answer.ts';
import { jsonAnswer } from '../answer.ts';
import type { RequestScope } from '../request-scope.ts';
import { entryTypeOf } from './entry-type.ts';
import { bindContext, parameterContext } from './query-context.ts';
import { relatedEntries } from './related-entries.ts';

export function answerEntry(scope: RequestScope, name: string, id: string): Answer {
  const { database, context, echo } = scope;
  const entryType = entryTypeOf(scope, name);
  const parsed = parseEntryParameters(echo.query, parameterContext(database));
  const bound = bindEntryRequest(parsed.parameters, bindContext(database, entryType.name));
  const row = database.backend.get({ type: entryType.name, id });
  const body = serializeEntry(context, echo, {
    row,
    entryType: entryType.name,
    dataAvailable: database.backend.count(entryType.name),
    responseFields: bound.responseFields,
    relatedTo: (rows) => relatedEntries(database.backend, rows, bound.include),
    warnings: parsed.warnings,
  });
  return jsonAnswer(body, row === undefined ? 0 : 1);
}
