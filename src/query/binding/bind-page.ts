import { OptimadeError } from '../../base/index.ts';
import { timestampKey } from '../../standard/index.ts';
import type { PageRequest, QueryConstant, SortKey } from '../entry-query.ts';
import { decodePageCursor, queryFingerprint } from '../parameter/page-cursor.ts';
import type { ListingParameters } from '../parameter/parse-parameters.ts';
import type { BindContext } from './bind-context.ts';

/**
 * The page as a backend takes it. `page_above` and `page_below` are values of the first sort key, of the id where
 * there is none.
 *
 * Errors: `cursor-invalid`, `parameter-invalid`, `timestamp-invalid`.
 * @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters", standard pagination options
 */
export function bindPage(
  parameters: ListingParameters,
  sort: readonly SortKey[],
  context: BindContext,
): PageRequest {
  const { page } = parameters;
  const { limit } = page;
  switch (page.strategy) {
    case 'page_offset':
      return { kind: 'offset', offset: page.offset, limit };
    case 'page_number':
      return { kind: 'offset', offset: Math.min((page.number - 1) * limit, Number.MAX_SAFE_INTEGER), limit };
    case 'page_cursor':
      return { kind: 'offset', offset: offsetOf(page.cursor, parameters, context), limit };
    case 'page_above':
    case 'page_below': {
      const kind = page.strategy === 'page_above' ? 'above' : 'below';
      return { kind, value: bindKeyValue(page.value, page.strategy, sort[0]), limit };
    }
  }
}

function offsetOf(text: string, parameters: ListingParameters, context: BindContext): number {
  const cursor = decodePageCursor(text);
  const fingerprint = queryFingerprint(context.entryType, parameters);
  const { dataVersion } = context.description;
  if (cursor?.fingerprint === fingerprint && cursor.dataVersion === dataVersion) return cursor.offset;
  throw new OptimadeError('cursor-invalid', {}, { parameter: 'page_cursor' });
}

function bindKeyValue(text: string, parameter: string, key: SortKey | undefined): QueryConstant {
  const type = key?.path.type ?? 'string';
  if (
    type === 'number' &&
    /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) &&
    Number.isFinite(Number(text))
  ) {
    return { kind: 'constant', type, value: Number(text) };
  }
  if (type === 'boolean' && (text === 'true' || text === 'false')) {
    return { kind: 'constant', type, value: text === 'true' };
  }
  if (type === 'string') return { kind: 'constant', type, value: text };
  const moment = type === 'timestamp' ? timestampKey(text) : undefined;
  if (moment !== undefined) return { kind: 'constant', type: 'timestamp', value: moment };
  const problem = `no ${type} like those of the sort key "${key?.path.property}"`;
  throw new OptimadeError('parameter-invalid', { parameter, problem }, { parameter });
}
