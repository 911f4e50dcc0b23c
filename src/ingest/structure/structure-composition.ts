import type { SiteKind, SiteKinds } from './site-kinds.ts';
import { kindsOf } from './site-kinds.ts';
import type { Structure } from './structure.ts';

/** Atoms of the unit cell or molecule. */
export interface StructureComposition {
  /** Amount of each element on sites and attached to them. In alphabetical order. */
  readonly amounts: ReadonlyMap<string, number>;
  /** Whether something sits there that is no element and may be any. */
  readonly hasNameless: boolean;
}

/** Sums of decimal fractions that are nearer to a whole number than this are meant to be one. */
const wholeTolerance = 1e-6;

/**
 * Counts the atoms by sites and occupations, never by the stated formula. Sites of a group of an assembly
 * count as often as the group is there.
 */
export function compositionOf(structure: Structure, known?: SiteKinds): StructureComposition {
  const { kinds, atSites } = known ?? kindsOf(structure.sites);
  const amounts = new Map<string, number>();
  const count = (symbol: string, amount: number): void => {
    if (symbol !== 'vacancy' && amount > 0) amounts.set(symbol, (amounts.get(symbol) ?? 0) + amount);
  };
  const siteCounts = countSites(structure, kinds.length, atSites);
  for (const [index, kind] of kinds.entries()) countKind(kind, siteCounts[index]!, count);
  const hasNameless = amounts.delete('X');
  const symbols = [...amounts.keys()].sort();
  return { amounts: new Map(symbols.map((symbol) => [symbol, settled(amounts.get(symbol)!)])), hasNameless };
}

/** How many sites have each kind. */
function countSites(structure: Structure, kindCount: number, atSites: readonly number[]): readonly number[] {
  const counts = new Array<number>(kindCount).fill(0);
  const shares = groupShares(structure);
  for (const [site, kind] of atSites.entries()) counts[kind]! += shares?.get(site) ?? 1;
  return counts;
}

function countKind(
  { occupants }: SiteKind,
  sites: number,
  count: (symbol: string, amount: number) => void,
): void {
  for (const { symbol, concentration, attached } of occupants) {
    count(symbol, concentration * sites);
    for (const bound of attached ?? []) count(bound.symbol, bound.count * concentration * sites);
  }
}

/** How likely each site is that does not always occur. */
function groupShares({ assemblies }: Structure): ReadonlyMap<number, number> | undefined {
  if (assemblies === undefined) return undefined;
  const shares = new Map<number, number>();
  for (const { sitesInGroups, groupProbabilities } of assemblies) {
    for (const [group, sites] of sitesInGroups.entries()) {
      for (const site of sites) shares.set(site, groupProbabilities[group] ?? 1);
    }
  }
  return shares;
}

function settled(amount: number): number {
  const whole = Math.round(amount);
  return whole > 0 && Math.abs(amount - whole) <= wholeTolerance ? whole : amount;
}
