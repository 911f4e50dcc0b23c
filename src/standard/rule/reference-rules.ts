// What must be true of a reference.
import { referencesProperties } from '../definition/entry-type/references.ts';
import { shown } from '../fault.ts';
import { stringRule } from './common-rules.ts';
import type { EntryRule } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { isKnown, objectsOf, stringOf } from './value.ts';

const properties = Object.keys(referencesProperties);
const people = ['authors', 'editors'];

/** @spec OPTIMADE 1.3.0, "References Entries" */
const referenceSaysSomething = errorRule('reference-has-a-property', properties, (attributes) => {
  for (const property of properties) if (isKnown(attributes[property])) return undefined;
  return { pointer: '', message: 'A reference needs one of its properties at least, such as title or doi.' };
});

/** @spec OPTIMADE 1.3.0, "authors, editors" */
function personsHaveNames(property: string): EntryRule {
  return errorRule(`${property}-have-names`, [property], (attributes) => {
    const value = attributes[property];
    if (!isKnown(value)) return undefined;
    const persons = objectsOf(value);
    if (persons === undefined)
      return { pointer: `/${property}`, message: `${property} must be a list of persons.` };
    const index = persons.findIndex(({ name }) => typeof name !== 'string');
    if (index < 0) return undefined;
    return { pointer: `/${property}/${index}/name`, message: 'A person must have a name.' };
  });
}

/** Only the reference demands it. */
const urlIsAbsolute = warningRule('reference-url-is-absolute', ['url'], (attributes) => {
  const url = stringOf(attributes.url);
  if (url === undefined || URL.canParse(url)) return undefined;
  return { pointer: '/url', message: `${shown(url)} is not an absolute URL.` };
});

/**
 * Every rule about the attributes of a reference, beside those of `commonRules`.
 *
 * @spec OPTIMADE 1.3.0, "References Entries"
 */
export const referenceRules: readonly EntryRule[] = [
  referenceSaysSomething,
  ...properties.filter((property) => !people.includes(property)).map(stringRule),
  ...people.map(personsHaveNames),
  urlIsAbsolute,
];
