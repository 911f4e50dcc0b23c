import { OptimadeError, suggest } from '../../base/index.ts';
import { originOfName } from '../name-origin.ts';
import type { BindContext } from './bind-context.ts';
import { ownEntryType, prefixesOf } from './bind-context.ts';

/** Which attributes an answer shows of each entry. */
export type BoundResponseFields =
  /** The request does not say: the default representation. */
  | { readonly kind: 'default' }
  | {
      readonly kind: 'named';
      /** Properties of the entry type, each once. */
      readonly properties: readonly string[];
      /** Properties of other providers, which no entry has a value for. */
      readonly foreignProperties: readonly string[];
    };

/**
 * What is no attribute and is shown in any case: members of a resource object, and the metadata of the properties that
 * are shown.
 */
const alwaysShown = new Set(['id', 'type', 'relationships', 'links', 'meta', 'property_metadata']);

/**
 * The properties that are asked for. Those of other providers go without a warning: the answer shows that they are null.
 *
 * Errors: `response-field-unknown`.
 * @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters", response_fields
 */
export function bindResponseFields(
  names: readonly string[] | undefined,
  context: BindContext,
): BoundResponseFields {
  if (names === undefined) return { kind: 'default' };
  const { name: entryType, properties } = ownEntryType(context);
  const fields = [...new Set(names)].filter((name) => !alwaysShown.has(name));
  const foreignProperties = fields.filter((property) => !Object.hasOwn(properties, property));
  for (const property of foreignProperties) {
    const origin = originOfName(property, prefixesOf(context));
    if (origin !== 'standard' && origin !== 'own') continue;
    throw new OptimadeError(
      'response-field-unknown',
      { entryType, property },
      { parameter: 'response_fields', suggestion: suggest(property, Object.keys(properties)) },
    );
  }
  return {
    kind: 'named',
    properties: fields.filter((property) => Object.hasOwn(properties, property)),
    foreignProperties,
  };
}
