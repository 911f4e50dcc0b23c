// What an answer must be, given the query that it repeats in meta.query.representation. A server may leave
// out parameters that it did not use, so only those that stand there are held against it.
import { isJsonObject } from '../../base/index.ts';
import { pointerOf, shown } from '../fault.ts';
import type { DocumentRule, Judge, Problem } from './document-rule.ts';
import { must } from './document-rule.ts';
import { isText } from './judge.ts';
import { memberOf, root } from './place.ts';
import { definedProperties, includedEntries, primaryEntries } from './resource-rules.ts';

/** The value of a parameter of the query; undefined where it is not given. */
function parameterOf(document: unknown, name: string): string | undefined {
  const representation = memberOf(document, 'meta', 'query', 'representation');
  if (!isText(representation) || !representation.includes('?')) return undefined;
  const query = representation.slice(representation.indexOf('?') + 1);
  return new URLSearchParams(query).get(name) ?? undefined;
}

function namesIn(list: string): readonly string[] {
  return list.split(',').filter((name) => name !== '');
}

const includedIsThere: Judge = (document) =>
  parameterOf(document, 'include') !== undefined && memberOf(document, 'included') === undefined
    ? 'must have "included", since the query has "include"'
    : undefined;

const includedAreWanted: Judge = (document): Problem | undefined => {
  const include = parameterOf(document, 'include') ?? 'references';
  // A path of several steps includes what lies on the way as well.
  const wanted = new Set(namesIn(include).flatMap((path) => path.split('.')));
  for (const { pointer, value } of includedEntries(document)) {
    const type = memberOf(value, 'type');
    if (!isText(type) || wanted.has(type)) continue;
    return { pointer, phrase: `must not be included: ${shown(type)} was not asked for` };
  }
  return undefined;
};

const pageIsNoLonger: Judge = (document) => {
  const limit = parameterOf(document, 'page_limit');
  const page = memberOf(document, 'data');
  if (limit === undefined || !/^\d{1,15}$/.test(limit) || !Array.isArray(page)) return undefined;
  return page.length <= Number(limit)
    ? undefined
    : `has ${page.length} entries, more than page_limit ${limit}`;
};

/** What stands in every answer, whatever is asked for. */
const alwaysThere: Readonly<Record<string, readonly string[]>> = { files: ['url'] };

/** What may be asked for and is no attribute. */
const notAttributes: ReadonlySet<string> = new Set(['id', 'type', 'property_metadata']);

const attributesAreWanted: Judge = (document): Problem | undefined => {
  const fields = parameterOf(document, 'response_fields');
  if (fields === undefined) return undefined;
  const names = namesIn(fields);
  for (const { pointer, value } of primaryEntries(document)) {
    const type = memberOf(value, 'type');
    const attributes = memberOf(value, 'attributes') ?? {};
    if (!isText(type) || !isJsonObject(attributes)) continue;
    const wanted = new Set([...names, ...(Object.hasOwn(alwaysThere, type) ? alwaysThere[type]! : [])]);
    const extra = Object.keys(attributes).find((name) => !wanted.has(name));
    if (extra !== undefined)
      return { pointer: pointer + pointerOf('attributes', extra), phrase: 'was not asked for' };
    const standard = definedProperties(type);
    const missing = names.find(
      (name) => standard.has(name) && !notAttributes.has(name) && !Object.hasOwn(attributes, name),
    );
    if (missing !== undefined)
      return { pointer: `${pointer}/attributes`, phrase: `must have ${shown(missing)}, null where unknown` };
  }
  return undefined;
};

/**
 * @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters"; JSON:API 1.1, "Inclusion of Related Resources"
 */
export const queryRules: readonly DocumentRule[] = [
  must('included-is-there-where-asked-for', root, includedIsThere),
  must('included-entries-are-asked-for', root, includedAreWanted),
  must('page-is-no-longer-than-its-limit', root, pageIsNoLonger),
  must('attributes-are-those-asked-for', root, attributesAreWanted),
];
