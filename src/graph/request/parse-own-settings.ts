/**
 * `m_request`: from JSON to checked settings. What NOMAD has and we do not is accepted where it asks for
 * nothing.
 */
import { limits, suggest } from '../../base/index.ts';
import { shown } from '../../standard/index.ts';
import { parseIndexSetting } from './parse-index.ts';
import { readBoolean, readLimit } from './read-value.ts';
import type { RequestPart } from './request-part.ts';
import { itemsOf, membersOf, misfit, oddity, refusal } from './request-part.ts';
import type { OwnSettings } from './settings.ts';

/** What a setting says; nothing where it is only checked. */
type Reader = (part: RequestPart) => Omit<OwnSettings, 'given'>;

const readers = new Map<string, Reader>([
  ['directive', (part) => ({ directive: readDirective(part) })],
  ['include', (part) => ({ include: readPatterns(part) })],
  ['exclude', (part) => ({ exclude: readPatterns(part) })],
  ['depth', (part) => ({ depth: readLimit(part) })],
  ['max_list_size', (part) => ({ maxListSize: readLimit(part) })],
  ['max_dict_size', (part) => ({ maxDictSize: readLimit(part) })],
  ['index', (part) => ({ index: parseIndexSetting(part) })],
  ['resolve_depth', (part) => ({ resolveDepth: readLimit(part) })],
  ['resolve_type', (part) => ({ resolveType: readResolveType(part) })],
  ['always_rewrite_references', (part) => ({ alwaysRewriteReferences: readBoolean(part) })],
  ['include_quantities', (part) => ({ includeQuantities: readBoolean(part) })],
  ['inherit_from_parent', (part) => ({ inheritFromParent: readBoolean(part) })],
  ['resolve_inplace', checked(readBoolean)],
  // What may be in these depends on where they stand.
  ['pagination', checked(requireMap)],
  ['query', checked(requireMap)],
  ['include_definition', checked((part) => requireNothing(part, 'none', ['specialized_only', 'both']))],
  ['m_def_format', checked((part) => requireNothing(part, 'full', ['short']))],
  ['export_whole_package', checked((part) => requireNothing(part, false, [true]))],
  ['layout_id', checked((part) => requireUnset(part, 'there are no layouts here'))],
  ['property_name', checked((part) => requireUnset(part, 'this is not for requests to set'))],
]);

function checked(check: (part: RequestPart) => unknown): Reader {
  return (part) => {
    check(part);
    return {};
  };
}

const settingNames: readonly string[] = [...readers.keys()];

/** A setting as it is spelled everywhere else: dashes may stand for underscores. */
export function settingName(key: string): string {
  return key.replaceAll('-', '_');
}

/**
 * The settings in an `m_request`, which may also be one of the words that stand for a whole request.
 *
 * Errors: `graph-request-unprocessable`, `graph-request-invalid`; `graph-strict` for what has no effect.
 */
export function parseOwnSettings(part: RequestPart, isStrict: boolean): OwnSettings {
  if (typeof part.value === 'string') return parseWord(part);
  const members = membersOf(part);
  if (members === undefined) throw refusal(part, `settings are expected, not ${shown(part.value)}`);
  const given = new Map<string, RequestPart>();
  let settings: OwnSettings = { given };
  for (const [key, member] of members) {
    const name = settingName(key);
    const read = readers.get(name);
    if (read === undefined) {
      throw misfit(member, `there is no setting ${shown(key)}`, suggest(name, settingNames));
    }
    if (given.has(name)) throw misfit(member, `the setting ${name} is there already, spelled in another way`);
    given.set(name, member);
    settings = { ...settings, ...read(member) };
  }
  checkPatterns(settings, isStrict);
  const inPlace = given.get('resolve_inplace');
  if (isStrict && inPlace?.value === true) throw oddity(inPlace, inPlaceProblem);
  return settings;
}

export const inPlaceProblem = 'references are never resolved in place';

const wordDirectives = new Map([
  ['*', 'plain'],
  ['include', 'plain'],
  ['include-resolved', 'resolved'],
] as const);

/** Words that stand for a whole request. */
export const requestWords: readonly string[] = [...wordDirectives.keys()];

/** One of the words. Errors: `graph-request-invalid`. */
export function parseWord(part: RequestPart): OwnSettings {
  const directive = wordDirectives.get(part.value as '*');
  if (directive === undefined) {
    const words = '"*", "include", "include-resolved"';
    const problem = `${shown(part.value)} is no request; ${words} or a map is expected`;
    throw refusal(part, problem, suggest(String(part.value), requestWords));
  }
  return { given: new Map([['directive', part]]), directive };
}

function readDirective(part: RequestPart): 'plain' | 'resolved' {
  const { value } = part;
  if (value === 'plain' || value === 'resolved') return value;
  if (value === 'auto_from_layout')
    throw refusal(part, 'there are no layouts here; "plain" and "resolved" are known');
  const suggestion = typeof value === 'string' ? suggest(value, ['plain', 'resolved']) : undefined;
  throw misfit(part, `"plain" or "resolved" is expected, not ${shown(value)}`, suggestion);
}

function readResolveType(part: RequestPart): 'upload' | 'entry' | null {
  const { value } = part;
  if (value === null || value === 'upload' || value === 'entry') return value;
  if (value === 'user' || value === 'dataset') {
    throw refusal(part, `there are no ${value}s here; "upload" and "entry" are known`);
  }
  throw misfit(part, `"upload", "entry" or null is expected, not ${shown(value)}`);
}

function readPatterns(part: RequestPart): readonly string[] | undefined {
  if (part.value === null) return undefined;
  const items = itemsOf(part);
  if (items === undefined) throw misfit(part, `a list of patterns is expected, not ${shown(part.value)}`);
  if (items.length > limits.graphPatternsMax) {
    throw misfit(part, `there are more than ${limits.graphPatternsMax} patterns`);
  }
  for (const item of items) {
    if (typeof item.value !== 'string') throw misfit(item, `a pattern is expected, not ${shown(item.value)}`);
    if (item.value.length > limits.graphPatternLengthMax) {
      throw misfit(item, `the pattern is longer than ${limits.graphPatternLengthMax} characters`);
    }
  }
  return items.map((item) => item.value as string);
}

function checkPatterns({ given, include, exclude }: OwnSettings, isStrict: boolean): void {
  if (include !== undefined && exclude !== undefined && include.length > 0 && exclude.length > 0) {
    throw misfit(given.get('exclude')!, 'include and exclude cannot both be set');
  }
  const hasPattern = (include?.length ?? 0) + (exclude?.length ?? 0) > 0;
  for (const [name, patterns] of Object.entries({ include, exclude })) {
    if (patterns?.length !== 0) continue;
    const part = given.get(name)!;
    if (!hasPattern) throw misfit(part, 'a list without patterns says nothing; leave it out');
    if (isStrict) throw oddity(part, `an empty ${name} is without effect`);
  }
}

function requireMap(part: RequestPart): void {
  if (part.value !== null && membersOf(part) === undefined) {
    throw misfit(part, `a map is expected, not ${shown(part.value)}`);
  }
}

/** Only the value that asks for nothing. */
function requireNothing(part: RequestPart, nothing: string | boolean, others: readonly unknown[]): void {
  if (part.value === nothing) return;
  const only = `only ${shown(nothing)} is possible`;
  if (others.includes(part.value)) throw refusal(part, `data here have no definitions; ${only}`);
  throw misfit(part, `${only}, not ${shown(part.value)}`);
}

function requireUnset(part: RequestPart, problem: string): void {
  if (part.value !== null) throw refusal(part, `${problem}; leave it out`);
}
