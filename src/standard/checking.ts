/**
 * The second door of this room: what judges documents, entries and values. It takes a compiler of JSON Schema, which a
 * server, whose data were judged at ingestion, does without.
 */
export type { DocumentKind } from './check/check-document.ts';
export { checkDocument, documentKinds, documentRuleNames } from './check/check-document.ts';
export { compileClosedness } from './definition/compile-closedness.ts';
export type { ValueCheck, ValueProblem } from './definition/compile-definition.ts';
export { compileDefinition } from './definition/compile-definition.ts';
export type { UpgradeContext, UpgradedDefinition } from './definition/upgrade-definition.ts';
export { upgradeDefinition } from './definition/upgrade-definition.ts';
export { commonRules } from './rule/common-rules.ts';
export type { Attributes, EntryRule } from './rule/entry-rule.ts';
export { entryRulesFor } from './rule/entry-rules-for.ts';
export { fileRules } from './rule/file-rules.ts';
export { referenceRules } from './rule/reference-rules.ts';
export { structureRules } from './rule/structure-rules.ts';
export { trajectoryRules } from './rule/trajectory-rules.ts';
