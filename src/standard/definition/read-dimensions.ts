import type { JsonValue } from '../../base/index.ts';
import { isJsonObject, limits } from '../../base/index.ts';
import type { PropertyDefinition } from '../property-definition.ts';
import { prefixOf } from './provider-prefix.ts';
import { standardDimensions } from './standard-dimensions.ts';

export interface ReadDimensions {
  readonly value: PropertyDefinition['x-optimade-dimensions'] | undefined;
  /** What was not understood, as a phrase. */
  readonly problem: string | undefined;
}

/**
 * The names and sizes of dimensions that a level states. A name that is neither standard nor prefixed gets
 * the prefix.
 *
 * @spec OPTIMADE 1.3.0, "Property Definitions", x-optimade-dimensions
 */
export function readDimensions(raw: JsonValue | undefined, prefix: string): ReadDimensions {
  if (raw === undefined || raw === null) return { value: undefined, problem: undefined };
  if (!isJsonObject(raw)) return { value: undefined, problem: 'x-optimade-dimensions is no object' };
  const { names, compactable } = raw;
  // Examples of the standard's version 1.2.0 wrote lengths.
  const sizes = raw.sizes ?? raw.lengths;
  if (!isListOf(names, isName) || !isListOf(sizes, isSize) || names.length !== sizes.length) {
    return {
      value: undefined,
      problem: 'x-optimade-dimensions needs names and sizes, as many of one as of the other',
    };
  }
  const prefixed = (names as readonly string[]).map((name) =>
    standardDimensions.has(name) || prefixOf(name) !== undefined ? name : `_${prefix}_${name}`,
  );
  const value = { names: prefixed, sizes: sizes as readonly (number | null)[] };
  const isCompactable = isListOf(compactable, (word) => word === 'no' || word === 'constant');
  return isCompactable && compactable.length === names.length
    ? { value: { ...value, compactable: compactable as readonly ('no' | 'constant')[] }, problem: undefined }
    : {
        value,
        problem: compactable === undefined ? undefined : 'compactable needs one word for each dimension',
      };
}

function isListOf(
  value: JsonValue | undefined,
  isItem: (item: JsonValue) => boolean,
): value is readonly JsonValue[] {
  return Array.isArray(value) && value.length <= limits.definitionDepthMax && value.every(isItem);
}

const isName = (item: JsonValue): boolean =>
  typeof item === 'string' && item.length <= 200 && /^[a-z_][a-z0-9_]*$/.test(item);
const isSize = (item: JsonValue): boolean =>
  item === null || (Number.isSafeInteger(item) && (item as number) >= 0);
