/**
 * What sits on sites, each distinct mix of atoms once: the same for every question that is asked of a
 * structure.
 */
import { chemicalElements } from '../../standard/index.ts';
import type { Occupant, Site } from './structure.ts';

/**
 * A mix of atoms. What differs in charge, isotope or original name is distinct; labels of sites are not
 * heeded.
 */
export interface SiteKind {
  /**
   * The most frequent first, each once, with a vacancy for what is left: together one within
   * `concentrationTolerance`.
   */
  readonly occupants: readonly Occupant[];
}

export interface SiteKinds {
  /** In the order in which sites first have them. */
  readonly kinds: readonly SiteKind[];
  /** For each site, the index of its kind. */
  readonly atSites: readonly number[];
}

/**
 * Concentrations that add up to one within this are all there is on the site: files round to three digits.
 */
const concentrationTolerance = 2e-3;

export function kindsOf(sites: readonly Site[]): SiteKinds {
  const kinds: SiteKind[] = [];
  const byKey = new Map<string, number>();
  // Images of one site mostly share their list.
  const byList = new Map<readonly Occupant[], number>();
  const find = (list: readonly Occupant[]): number => {
    const occupants = settleOccupants(list);
    const key = occupants.map(keyOf).join('\n');
    const known = byKey.get(key);
    if (known !== undefined) return known;
    byKey.set(key, kinds.length);
    return kinds.push({ occupants }) - 1;
  };
  const atSites = sites.map(({ occupants }) => {
    const known = byList.get(occupants) ?? find(occupants);
    byList.set(occupants, known);
    return known;
  });
  return { kinds, atSites };
}

function keyOf(occupant: Occupant): string {
  const { symbol, concentration, mass, charge, originalName, attached } = occupant;
  if (isPlain(occupant)) return symbol;
  return JSON.stringify([symbol, concentration, mass, charge, originalName, attached]);
}

/** Whether an occupant is nothing but one atom of an element. */
function isPlain({ concentration, mass, charge, originalName, attached }: Occupant): boolean {
  return concentration === 1 && (mass ?? charge ?? originalName ?? attached) === undefined;
}

/**
 * The same occupants in a form that equal mixes share: the most frequent first, each once, together one: what
 * is left is vacant, and what is too much is taken from each.
 */
function settleOccupants(occupants: readonly Occupant[]): readonly Occupant[] {
  const [only] = occupants;
  if (occupants.length === 1 && isPlain(only!) && chemicalElements.has(only!.symbol)) return occupants;
  const present = mergeEqual(occupants.filter(({ symbol }) => symbol !== 'vacancy').map(withKnownSymbol));
  const total = present.reduce((sum, { concentration }) => sum + concentration, 0);
  const excess = total > 1 + concentrationTolerance ? total : 1;
  const settled = present
    .map((occupant) => ({
      ...occupant,
      concentration: Math.min(1, rounded(occupant.concentration / excess)),
    }))
    .sort(
      (left, right) => right.concentration - left.concentration || compareText(keyOf(left), keyOf(right)),
    );
  if (total >= 1 - concentrationTolerance) return settled;
  return [...settled, { symbol: 'vacancy', concentration: rounded(1 - total) }];
}

function withKnownSymbol(occupant: Occupant): Occupant {
  const { symbol, concentration, originalName = symbol } = occupant;
  const share = concentration > 0 ? Math.min(concentration, 1) : 0;
  if (symbol === 'X' || chemicalElements.has(symbol)) return { ...occupant, concentration: share };
  return { ...occupant, symbol: 'X', originalName, concentration: share };
}

/** Adds up what differs in nothing that a species can tell, such as one element in two charges. */
function mergeEqual(occupants: readonly Occupant[]): Occupant[] {
  const merged: Occupant[] = [];
  for (const occupant of occupants) {
    if (occupant.concentration === 0) continue;
    const at = merged.findIndex((other) => isSameMatter(other, occupant));
    const other = merged[at];
    if (other === undefined) merged.push(occupant);
    else
      merged[at] = {
        ...common(other, occupant),
        concentration: other.concentration + occupant.concentration,
      };
  }
  return merged;
}

function isSameMatter(left: Occupant, right: Occupant): boolean {
  return (
    left.symbol === right.symbol &&
    left.mass === right.mass &&
    JSON.stringify(left.attached) === JSON.stringify(right.attached)
  );
}

/** What two occupants of the same matter have in common. */
function common(left: Occupant, right: Occupant): Occupant {
  const { charge, originalName, ...matter } = left;
  return {
    ...matter,
    ...(charge !== undefined && charge === right.charge ? { charge } : {}),
    ...(originalName !== undefined && originalName === right.originalName ? { originalName } : {}),
  };
}

/** Without the noise of sums of decimal fractions. */
function rounded(concentration: number): number {
  return Number(concentration.toPrecision(12));
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
