/** Whether two programs found the same structure in a file. */

/** What a program found. */
export interface Found {
  readonly sites: number;
  /** Atoms in the cell, by element. */
  readonly composition: Readonly<Record<string, number>>;
  /** Atoms that are bound to others and have no site, by element. */
  readonly attached?: Readonly<Record<string, number>>;
  /** Rows in Å; undefined for molecules. */
  readonly lattice?: readonly (readonly number[])[];
  /** Element and place, fractional where there is a lattice. */
  readonly positions?: readonly (readonly [string, number, number, number])[];
  readonly spaceGroup?: number | null;
  /** Whether any site is a mix or partly empty. */
  readonly isPartial?: boolean;
}

/** What a CIF says of its contents. */
export interface Declared {
  readonly composition: Readonly<Record<string, number>>;
  /** Formula units in the cell. */
  readonly units: number | null;
  readonly formula: string;
}

const amountTolerance = 0.02;
const distanceMax = 0.1;

/** Undefined where they agree, else the first thing in which they differ. */
export function difference(ours: Found, theirs: Found): string | undefined {
  const amounts = amountDifference(merged(ours.composition), merged(theirs.composition));
  if (amounts !== undefined) return amounts;
  if (ours.isPartial) return undefined;
  if (ours.sites !== theirs.sites) return `${ours.sites} sites, not ${theirs.sites}`;
  return positionDifference(ours, theirs);
}

/** As `difference`, with the formula that the file states: any number of it, or the stated number where there is one. */
export function formulaDifference(ours: Found, declared: Declared): string | undefined {
  const have = merged(sum(ours.composition, ours.attached ?? {}));
  const stated = merged(declared.composition);
  const times = (units: number) =>
    Object.fromEntries(Object.entries(stated).map(([symbol, amount]) => [symbol, amount * units]));
  const byAmount = amountDifference(have, times(total(have) / total(stated)));
  // Many files state a wrong number of units beside a right formula.
  if (byAmount === undefined || declared.units === null) return byAmount;
  return amountDifference(have, times(declared.units));
}

function sum(
  left: Readonly<Record<string, number>>,
  right: Readonly<Record<string, number>>,
): Record<string, number> {
  const both = { ...left };
  for (const [symbol, amount] of Object.entries(right)) both[symbol] = (both[symbol] ?? 0) + amount;
  return both;
}

function total(composition: Readonly<Record<string, number>>): number {
  return Object.values(composition).reduce((sum, amount) => sum + amount, 0);
}

/** Deuterium and tritium are hydrogen. */
function merged(composition: Readonly<Record<string, number>>): Record<string, number> {
  const { D = 0, T = 0, ...rest } = composition;
  return D + T > 0 ? { ...rest, H: (rest.H ?? 0) + D + T } : rest;
}

function amountDifference(
  ours: Readonly<Record<string, number>>,
  theirs: Readonly<Record<string, number>>,
): string | undefined {
  for (const symbol of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const [have, wanted] = [ours[symbol] ?? 0, theirs[symbol] ?? 0];
    if (Math.abs(have - wanted) > Math.max(0.05, amountTolerance * wanted)) {
      return `${round(have)} ${symbol}, not ${round(wanted)}`;
    }
  }
  return undefined;
}

function positionDifference(ours: Found, theirs: Found): string | undefined {
  if (ours.positions === undefined || theirs.positions === undefined) return undefined;
  if ((ours.lattice === undefined) !== (theirs.lattice === undefined)) return 'one of them is a molecule';
  const lattice = theirs.lattice;
  if (lattice !== undefined && Math.abs(volume(ours.lattice!) / volume(lattice) - 1) > 1e-3) {
    return `a cell of ${round(volume(ours.lattice!))} Å³, not ${round(volume(lattice))} Å³`;
  }
  const free = new Set(theirs.positions.keys());
  for (const [symbol, ...place] of ours.positions) {
    const match = [...free].find((index) => {
      const [other, ...target] = theirs.positions![index]!;
      if (nameOf(other) !== nameOf(symbol)) return false;
      return distance(place, target, lattice) < distanceMax;
    });
    if (match === undefined)
      return `${symbol} at ${place.map((value) => value.toFixed(4)).join(' ')} has no partner`;
    free.delete(match);
  }
  return undefined;
}

function nameOf(symbol: string): string {
  return symbol === 'D' || symbol === 'T' ? 'H' : symbol;
}

function distance(left: readonly number[], right: readonly number[], lattice: Found['lattice']): number {
  const steps = left.map((value, axis) => {
    const step = value - right[axis]!;
    return lattice === undefined ? step : step - Math.round(step);
  });
  if (lattice === undefined) return Math.hypot(...steps);
  return Math.hypot(
    ...[0, 1, 2].map((axis) => steps.reduce((sum, step, row) => sum + step * lattice[row]![axis]!, 0)),
  );
}

function volume(vectors: readonly (readonly number[])[]): number {
  const at = (row: number, column: number) => vectors[row % 3]![column % 3]!;
  let sum = 0;
  for (const column of [0, 1, 2]) {
    const minor = at(1, column + 1) * at(2, column + 2) - at(1, column + 2) * at(2, column + 1);
    sum += at(0, column) * minor;
  }
  return Math.abs(sum);
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
