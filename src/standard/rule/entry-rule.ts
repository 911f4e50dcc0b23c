import type { JsonValue } from '../../base/index.ts';
import type { Fault, FaultSeverity } from '../fault.ts';

/** The attributes of one entry under their standard names. Null and absent both mean unknown. */
export type Attributes = Readonly<Record<string, JsonValue>>;

/**
 * One thing that must be true of the attributes of an entry, mostly across properties.
 *
 * A rule never throws, whatever the values are, and costs next to nothing where it finds nothing: it runs
 * on every entry that is ingested. What it cannot judge, since a value is unknown or has the wrong shape, it
 * lets pass; the shape of a single value is the business of its property definition (and of the few rules
 * here that are about shapes).
 */
export interface EntryRule {
  readonly name: string;
  readonly severity: FaultSeverity;
  check(attributes: Attributes): Fault[] | undefined;
}

/** What a rule found: where (a pointer from the attributes) and what. */
export interface Finding {
  readonly pointer: string;
  readonly message: string;
  /** Where the attributes at fault are not those that the rule names. */
  readonly properties?: readonly string[];
}

type Find = (attributes: Attributes) => Finding | undefined;

/**
 * A rule that the standard states as MUST. `properties`: the attributes at fault, the one to doubt first in
 * front.
 */
export function errorRule(name: string, properties: readonly string[], find: Find): EntryRule {
  return entryRule(name, 'error', properties, find);
}

/** A rule that the standard states as SHOULD, or that only the reference implementation has. */
export function warningRule(name: string, properties: readonly string[], find: Find): EntryRule {
  return entryRule(name, 'warning', properties, find);
}

function entryRule(
  name: string,
  severity: FaultSeverity,
  properties: readonly string[],
  find: Find,
): EntryRule {
  return {
    name,
    severity,
    check(attributes) {
      const finding = find(attributes);
      if (finding === undefined) return undefined;
      return [{ rule: name, severity, properties, ...finding }];
    },
  };
}
