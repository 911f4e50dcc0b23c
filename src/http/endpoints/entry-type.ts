import { suggest } from '../../base/index.ts';
import { shownEntryTypes } from '../../response/index.ts';
import type { EntryTypeDescription } from '../../standard/index.ts';
import { endpointUnknown } from '../endpoint-unknown.ts';
import type { RequestScope } from '../request-scope.ts';

/** The entry type that a path names. Errors: endpoint-unknown. */
export function entryTypeOf({ database, echo }: RequestScope, name: string): EntryTypeDescription {
  const { entryTypes } = database.description;
  if (Object.hasOwn(entryTypes, name)) return entryTypes[name]!;
  const offered = [...shownEntryTypes(database.description), 'info', 'links'];
  throw endpointUnknown(echo.path, `Offered here: ${offered.join(', ')}.`, suggest(name, offered));
}
