import type { FaultSeverity } from '../fault.ts';
import type { Place } from './place.ts';

/** What is wrong with a value: a phrase that follows its name, such as `must be text, not 5`. */
export interface Problem {
  readonly phrase: string;
  /** Where inside of the value; empty for the value as a whole. */
  readonly pointer: string;
}

/**
 * Judges one value of a document; gives the phrase alone where it is about the value as a whole. What has the
 * wrong shape for the question passes: its shape is the business of another rule.
 */
export type Judge = (value: unknown, document: unknown) => string | Problem | undefined;

/**
 * One thing that must be true of a document: which values it is about, and how each is judged. Never throws,
 * whatever the document holds.
 */
export interface DocumentRule {
  readonly name: string;
  readonly severity: FaultSeverity;
  readonly place: Place;
  readonly judge: Judge;
  /** Minor versions of OPTIMADE 1 that have the rule; a document tells its own in `meta.api_version`. */
  readonly since: number;
  readonly until: number;
}

interface Versions {
  readonly since?: number;
  readonly until?: number;
}

/** A rule that the standard states as MUST. */
export function must(name: string, place: Place, judge: Judge, versions: Versions = {}): DocumentRule {
  return rule(name, 'error', place, judge, versions);
}

/**
 * A rule that the standard states as SHOULD or RECOMMENDED, or that only the reference implementation has.
 */
export function should(name: string, place: Place, judge: Judge, versions: Versions = {}): DocumentRule {
  return rule(name, 'warning', place, judge, versions);
}

function rule(
  name: string,
  severity: FaultSeverity,
  place: Place,
  judge: Judge,
  { since = 0, until = Number.POSITIVE_INFINITY }: Versions,
): DocumentRule {
  return { name, severity, place, judge, since, until };
}
