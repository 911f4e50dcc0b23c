// Error objects and warnings, which have nearly the same members.
import { isJsonObject } from '../../base/index.ts';
import { pointerOf, shown } from '../fault.ts';
import type { DocumentRule, Judge } from './document-rule.ts';
import { must, should } from './document-rule.ts';
import { beList, beObject, beOneOf, beText, have, haveOnly, isText, lack, read } from './judge.ts';
import { beLink } from './link-judge.ts';
import type { Place } from './place.ts';
import { at, items, maybe, members, root } from './place.ts';

const problemMembers = ['id', 'links', 'code', 'title', 'detail', 'source', 'meta'];

/** What holds for both; `name` begins the names of the rules. */
function problemRules(name: string, place: Place): readonly DocumentRule[] {
  return [
    must(`${name}-has-detail`, place, have('detail')),
    ...['id', 'code', 'title', 'detail'].map((key) => must(`${name}-${key}-is-text`, at(place, key), beText)),
    must(`${name}-links-are-links`, members(at(place, 'links')), beLink),
    must(`${name}-links-are-about-or-type`, at(place, 'links'), haveOnly(['about', 'type'])),
    must(`${name}-source-is-a-dictionary`, at(place, 'source'), beObject),
    must(`${name}-source-is-text`, members(at(place, 'source')), beText),
    must(
      `${name}-source-members-are-defined`,
      at(place, 'source'),
      haveOnly(['pointer', 'parameter', 'header']),
    ),
    must(`${name}-meta-is-a-dictionary`, at(place, 'meta'), beObject),
  ];
}

const errors = items(at(root, 'errors'));
const httpStatus = /^[1-5]\d\d$/;

/** @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", errors; JSON:API 1.1, "Error Objects" */
export const errorRules: readonly DocumentRule[] = [
  ...problemRules('error', errors),
  must('error-members-are-defined', errors, haveOnly([...problemMembers, 'status'])),
  should('error-has-status', errors, have('status')),
  must('error-status-is-text', at(errors, 'status'), beText),
  must(
    'error-status-is-an-http-status',
    at(errors, 'status'),
    read('an HTTP status', (text) => httpStatus.test(text)),
  ),
];

const warnings = maybe(root, 'meta', 'warnings');

const idsAreUnique: Judge = (list) => {
  if (!Array.isArray(list)) return undefined;
  const seen = new Set<unknown>();
  for (const [index, warning] of list.entries()) {
    const id = isJsonObject(warning) ? warning.id : undefined;
    if (id !== undefined && seen.has(id))
      return { pointer: pointerOf(index, 'id'), phrase: `must be unique, not ${shown(id)}` };
    seen.add(id);
  }
  return undefined;
};

/** Codes that begin so are the standard's own, which has none yet. */
const codeIsOwn: Judge = (code) =>
  isText(code) && /^[A-Za-z0-9]/.test(code)
    ? `must begin with a prefix, not as in ${shown(code)}`
    : undefined;

/** @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", warnings */
export const warningRules: readonly DocumentRule[] = [
  must('warnings-are-a-list', warnings, beList),
  must('warnings-are-dictionaries', items(warnings), beObject),
  ...problemRules('warning', items(warnings)),
  must('warning-has-type', items(warnings), have('type')),
  must('warning-type-is-warning', at(items(warnings), 'type'), beOneOf('warning')),
  must('warning-has-no-status', items(warnings), lack('status')),
  must('warning-members-are-defined', items(warnings), haveOnly([...problemMembers, 'type', 'status'])),
  must('warning-ids-are-unique', warnings, idsAreUnique),
  must('warning-codes-are-prefixed', at(items(warnings), 'code'), codeIsOwn),
];
