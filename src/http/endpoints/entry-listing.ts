/**
 * `/<type>`: the four verbs of every query. Parse the parameters, bind them to the definitions, run the bound
 * query, serialize the page.
 */
import { bindListing, parseListingParameters } from '../../query/index.ts';
import { serializeListing } from '../../response/index.ts';
import type { Answer } from '../answer.ts';
import { jsonAnswer } from '../answer.ts';
import type { RequestScope } from '../request-scope.ts';
import { entryTypeOf } from './entry-type.ts';
import { pageStrategy } from './page-strategy.ts';
import { bindContext, parameterContext } from './query-context.ts';
import { relatedEntries } from './related-entries.ts';

export async function answerListing(scope: RequestScope, name: string): Promise<Answer> {
  const { database, context, settings, echo } = scope;
  const entryType = entryTypeOf(scope, name);
  const parsed = parseListingParameters(echo.query, { ...parameterContext(database), ...settings });
  const bound = bindListing(parsed.parameters, bindContext(database, entryType.name));
  const page = await database.backend.run(bound.query);
  const body = serializeListing(context, echo, {
    ...page,
    entryType: entryType.name,
    limit: bound.query.page.limit,
    dataAvailable: database.backend.count(entryType.name),
    responseFields: bound.responseFields,
    strategy: pageStrategy(parsed.parameters, bound.query, database.description.dataVersion),
    relatedTo: (rows) => relatedEntries(database.backend, rows, bound.include),
    warnings: [...parsed.warnings, ...bound.warnings],
  });
  return jsonAnswer(body, page.dataReturned);
}
