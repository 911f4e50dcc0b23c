import type { PropertyDefinition } from '../property-definition.ts';
import { parseTimestamp } from '../timestamp.ts';

export type TextFormat = NonNullable<PropertyDefinition['format']>;

/** Weeks, or days with the larger units before them, then hours with the smaller ones after them. */
const duration = new RegExp(
  '^P(?:\\d+W|(?=.)(?:\\d+D|\\d+M(?:\\d+D)?|\\d+Y(?:\\d+M(?:\\d+D)?)?)?' +
    '(?:T(?=.)(?:\\d+H(?:\\d+M(?:\\d+S)?)?|\\d+M(?:\\d+S)?|\\d+S))?)$',
);

/**
 * Whether a text has the form that `format` names. Addresses are judged by their outline only.
 *
 * @spec OPTIMADE 1.3.0, "Property Definition keys from JSON Schema", format
 */
export const textFormats: Readonly<Record<TextFormat, (text: string) => boolean>> = {
  'date-time': (text) => parseTimestamp(text) !== undefined,
  date: (text) => parseTimestamp(`${text}T00:00:00Z`) !== undefined,
  time: (text) => parseTimestamp(`2000-01-01T${text}`) !== undefined,
  duration: (text) => text.length <= 100 && duration.test(text),
  email: (text) => text.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(text),
  uri: (text) => /^[\x21-\x7e]+$/.test(text) && URL.canParse(text),
  iri: (text) => /^\S+$/.test(text) && URL.canParse(text),
};
