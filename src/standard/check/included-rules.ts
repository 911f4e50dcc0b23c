// What must agree between the entries of `data` and those of `included`.
import { shown } from '../fault.ts';
import type { DocumentRule, Judge, Problem } from './document-rule.ts';
import { must } from './document-rule.ts';
import { isText } from './judge.ts';
import { memberOf, root } from './place.ts';
import { includedEntries, primaryEntries } from './resource-rules.ts';

/** Type and id as one text; undefined where either is missing. */
function keyOf(entry: unknown): string | undefined {
  const type = memberOf(entry, 'type');
  const id = memberOf(entry, 'id');
  return isText(type) && isText(id) ? JSON.stringify([type, id]) : undefined;
}

/** The first entry of the document that stands there a second time. */
const entriesAreUnique: Judge = (document): Problem | undefined => {
  const seen = new Set<string>();
  for (const place of [primaryEntries, includedEntries]) {
    for (const { pointer, value } of place(document)) {
      const key = keyOf(value);
      if (key === undefined) continue;
      if (seen.has(key)) return { pointer, phrase: `is there twice: ${shown(memberOf(value, 'id'))}` };
      seen.add(key);
    }
  }
  return undefined;
};

/** The keys of all entries that an entry names in its relationships. */
function* relatedKeys(entry: unknown): Generator<string> {
  const relationships = memberOf(entry, 'relationships');
  if (typeof relationships !== 'object' || relationships === null) return;
  for (const relationship of Object.values(relationships)) {
    const data: unknown = memberOf(relationship, 'data');
    for (const identifier of Array.isArray(data) ? data : [data]) {
      const key = keyOf(identifier);
      if (key !== undefined) yield key;
    }
  }
}

const includedAreLinked: Judge = (document): Problem | undefined => {
  const included = new Map<string, { readonly pointer: string; readonly value: unknown }>();
  for (const spot of includedEntries(document)) {
    const key = keyOf(spot.value);
    if (key !== undefined) included.set(key, spot);
  }
  if (included.size === 0) return undefined;
  // From the primary entries along relationships; what is reached leaves the map, so each is visited once.
  const waiting: unknown[] = Array.from(primaryEntries(document), ({ value }) => value);
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    for (const key of relatedKeys(entry)) {
      const reached = included.get(key);
      if (reached === undefined) continue;
      included.delete(key);
      waiting.push(reached.value);
    }
  }
  const [stray] = included.values();
  return stray && { pointer: stray.pointer, phrase: 'is linked from no entry of the document' };
};

/** @spec JSON:API 1.1, "Compound Documents" */
export const includedRules: readonly DocumentRule[] = [
  must('entries-are-unique', root, entriesAreUnique),
  must('included-entries-are-linked', root, includedAreLinked),
];
