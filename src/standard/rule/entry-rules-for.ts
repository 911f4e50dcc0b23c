import { attributesAreStandardOrPrefixed, commonRules } from './common-rules.ts';
import type { EntryRule } from './entry-rule.ts';
import { fileRules } from './file-rules.ts';
import { referenceRules } from './reference-rules.ts';
import { structureRules } from './structure-rules.ts';
import { trajectoryRules } from './trajectory-rules.ts';

const rulesByType: ReadonlyMap<string, readonly EntryRule[]> = new Map([
  ['structures', structureRules],
  ['references', referenceRules],
  ['files', fileRules],
  ['trajectories', trajectoryRules],
]);

/**
 * Every rule about the attributes of an entry of this type; of a custom type, those that hold for every type.
 * Ask once for many entries: each call makes a list.
 */
export function entryRulesFor(entryType: string): readonly EntryRule[] {
  return [...commonRules, attributesAreStandardOrPrefixed(entryType), ...(rulesByType.get(entryType) ?? [])];
}
