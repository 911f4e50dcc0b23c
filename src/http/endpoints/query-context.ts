import type { BindContext, ParameterContext } from '../../query/index.ts';
import type { ServedDatabase } from '../../registry/index.ts';
import { knownProviderPrefixes } from '../../standard/index.ts';

/** What the parameters of a request to a database may look like. */
export function parameterContext({ description }: ServedDatabase): ParameterContext {
  return {
    ownPrefix: description.provider.prefix,
    knownPrefixes: knownProviderPrefixes,
    responseFormats: ['json'],
  };
}

/** What the names in a request to a database are looked up in. */
export function bindContext({ description }: ServedDatabase, entryType: string): BindContext {
  return { description, entryType, knownPrefixes: knownProviderPrefixes };
}
