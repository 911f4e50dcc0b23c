import { limits } from '../../base/index.ts';
import type { Fault } from '../fault.ts';
import { SemanticVersion } from '../semantic-version.ts';
import { baseInfoRules, indexInfoRules } from './base-info-rules.ts';
import { definitionRules } from './definition-rules.ts';
import type { DocumentRule, Problem } from './document-rule.ts';
import { classicPropertyRules, entryInfoRules } from './entry-info-rules.ts';
import { includedRules } from './included-rules.ts';
import { isText } from './judge.ts';
import { levelRules } from './level-rules.ts';
import { linksRules } from './links-rules.ts';
import { completeAnswerRules, listingRules, oneResourceRules, singleEntryRules } from './listing-rules.ts';
import { generatedMetaRules, metaRules, successMetaRules } from './meta-rules.ts';
import type { Spot } from './place.ts';
import { memberOf } from './place.ts';
import { errorRules, warningRules } from './problem-rules.ts';
import { queryRules } from './query-rules.ts';
import { relationshipRules, resourceRules } from './resource-rules.ts';
import { failureRules, successRules, topLevelRules } from './top-level-rules.ts';
import { versionsRules } from './versions-rules.ts';

const everyRules = [...topLevelRules, ...metaRules, ...warningRules];
const everySuccessRules = [...everyRules, ...successRules, ...successMetaRules];
const infoRules = [...everySuccessRules, ...oneResourceRules, ...completeAnswerRules];
const entryRules = [
  ...everySuccessRules,
  ...generatedMetaRules,
  ...resourceRules,
  ...relationshipRules,
  ...includedRules,
  ...queryRules,
];

const rulesByKind = {
  /** `/info` of a database. */
  'base-info': [...infoRules, ...generatedMetaRules, ...baseInfoRules],
  /** `/info` of an index meta-database, which may be a file that never changes. */
  'index-info': [...infoRules, ...indexInfoRules],
  /** `/info/<type>`. */
  'entry-info': [
    ...infoRules,
    ...generatedMetaRules,
    ...entryInfoRules,
    ...classicPropertyRules,
    ...definitionRules,
    ...levelRules,
  ],
  /** `/links`. */
  links: [...everySuccessRules, ...resourceRules, ...includedRules, ...listingRules, ...linksRules],
  /** `/<type>`. */
  'entry-listing': [...entryRules, ...listingRules],
  /** `/<type>/<id>`. */
  'single-entry': [...entryRules, ...completeAnswerRules, ...singleEntryRules],
  /** Whatever failed. */
  error: [...everyRules, ...failureRules, ...errorRules],
  /** The text of `/versions`. */
  versions: versionsRules,
} as const satisfies Record<string, readonly DocumentRule[]>;

/** What can be asked for, and the answer is expected to be. */
export type DocumentKind = keyof typeof rulesByKind;

export const documentKinds = Object.keys(rulesByKind) as readonly DocumentKind[];

/** The names of the rules that a kind of document is held against, in order. */
export function documentRuleNames(kind: DocumentKind): readonly string[] {
  return rulesByKind[kind].map(({ name }) => name);
}

/**
 * Everything that is wrong with a document, as far as it tells by itself: parsed JSON, or the text of
 * `/versions`. Rules that are newer than the version it claims are left out. An empty list for every document
 * that the standard allows, warnings aside. The attributes of entries are held against each other by the
 * rules of `entryRulesFor`.
 *
 * Errors: never throws, whatever the document is.
 *
 * Limits: `documentFaultsMax` faults.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields"
 */
export function checkDocument(kind: DocumentKind, document: unknown): readonly Fault[] {
  const minor = minorVersionOf(document);
  const faults: Fault[] = [];
  for (const rule of rulesByKind[kind] as readonly DocumentRule[]) {
    if (minor < rule.since || minor > rule.until) continue;
    for (const spot of rule.place(document)) {
      const problem = rule.judge(spot.value, document);
      if (problem === undefined) continue;
      faults.push(
        faultOf(rule, spot, typeof problem === 'string' ? { phrase: problem, pointer: '' } : problem),
      );
      if (faults.length >= limits.documentFaultsMax) return faults;
    }
  }
  return faults;
}

/** The minor version that a document claims; the newest where it claims none that can be read. */
function minorVersionOf(document: unknown): number {
  const claimed = memberOf(document, 'meta', 'api_version');
  const version = isText(claimed) ? SemanticVersion.parse(claimed) : undefined;
  return version?.major === 1 ? version.minor : newestMinor;
}

const newestMinor = 3;

function faultOf(rule: DocumentRule, spot: Spot, problem: Problem): Fault {
  const pointer = spot.pointer + problem.pointer;
  const subject = pointer === '' ? 'The document' : pointer;
  const phrase = rule.severity === 'warning' ? problem.phrase.replace(/^must /, 'should ') : problem.phrase;
  return {
    rule: rule.name,
    severity: rule.severity,
    pointer,
    message: `${subject} ${phrase}.`,
    properties: propertiesAt(pointer),
  };
}

/** The attribute that a pointer leads into, if it leads into one. */
function propertiesAt(pointer: string): readonly string[] {
  const name = /\/attributes\/([^/]+)/.exec(pointer)?.[1];
  return name === undefined ? [] : [name.replaceAll('~1', '/').replaceAll('~0', '~')];
}
