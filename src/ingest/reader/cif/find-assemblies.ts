/**
 * Groups of disordered atoms → assemblies of sites. An assembly is made of groups that exclude each other and
 * whose atoms have one occupancy each; its images under symmetry are assemblies of their own. Where the file
 * is not as clear as that, its atoms stay partly occupied sites.
 */
import type { Assembly } from '../../structure/structure.ts';
import type { Orbit } from './expand-atoms.ts';
import { excludesImages, occupancyOf } from './expand-atoms.ts';
import { occupancyTolerance } from './read-atoms.ts';
import type { RemarkList } from './remark-list.ts';

export interface Assemblies {
  readonly assemblies: readonly Assembly[];
  /** How likely the sites of an orbit are there at all; its own occupancies count within that. */
  readonly probabilities: ReadonlyMap<Orbit, number>;
}

/** Orbits of one group that are there with one probability. */
interface Group {
  readonly probability: number;
  readonly orbits: Orbit[];
}

/** `firstSites` holds by orbit the number of its first site in the structure. */
export function findAssemblies(
  orbits: readonly Orbit[],
  firstSites: ReadonlyMap<Orbit, number>,
  remarks: RemarkList,
): Assemblies {
  const assemblies: Assembly[] = [];
  const probabilities = new Map<Orbit, number>();
  for (const members of disorderedOrbits(orbits, remarks).values()) {
    const alternatives = findAlternatives(members);
    if (alternatives === undefined) {
      remarks.addOn(
        members.map(({ atoms: [first] }) => first!),
        'Groups of disordered atoms do not make up a whole; each of their sites is partly occupied by itself',
      );
      continue;
    }
    for (const groups of alternatives) {
      assemblies.push(...imagesOf(groups, firstSites));
      for (const { orbits: present, probability } of groups) {
        for (const orbit of present) probabilities.set(orbit, probability);
      }
    }
  }
  return { assemblies, probabilities };
}

/** By assembly, those who may take part in one. */
function disorderedOrbits(orbits: readonly Orbit[], remarks: RemarkList): Map<string, Orbit[]> {
  const byAssembly = new Map<string, Orbit[]>();
  const split = orbits.map(({ atoms: [first] }) => first!).filter(excludesImages);
  remarks.addOn(
    split,
    'Atoms are disordered across a symmetry element; all their images are partly occupied sites',
  );
  for (const orbit of orbits) {
    const [first] = orbit.atoms;
    if (first!.disorder === undefined || excludesImages(first!)) continue;
    const { assembly } = first!.disorder;
    const members = byAssembly.get(assembly);
    if (members === undefined) byAssembly.set(assembly, [orbit]);
    else members.push(orbit);
  }
  for (const [assembly, members] of byAssembly) {
    if (members.every((orbit) => groupOf(orbit) === groupOf(members[0]!))) byAssembly.delete(assembly);
  }
  return byAssembly;
}

function groupOf(orbit: Orbit): string {
  return orbit.atoms[0]!.disorder!.group;
}

/**
 * The groups of one assembly, or of several that the file does not tell apart, such as two pairs of 0.6 and
 * 0.4, 0.7 and 0.3. Undefined where the occupancies fit no such reading.
 */
function findAlternatives(members: readonly Orbit[]): readonly (readonly Group[])[] | undefined {
  const byName = new Map<string, Group[]>();
  for (const orbit of members) {
    const groups = byName.get(groupOf(orbit)) ?? [];
    byName.set(groupOf(orbit), groups);
    const probability = occupancyOf(orbit);
    const group = groups.find((other) => Math.abs(other.probability - probability) <= occupancyTolerance);
    if (group === undefined) groups.push({ probability, orbits: [orbit] });
    else group.orbits.push(orbit);
  }
  const groups = [...byName.values()];
  if (groups.every(({ length }) => length === 1)) {
    const alternatives = groups.flat();
    return isWhole(alternatives) ? [alternatives] : undefined;
  }
  return groups.length === 2 ? pairUp(groups[0]!, groups[1]!) : undefined;
}

function pairUp(left: readonly Group[], right: readonly Group[]): readonly (readonly Group[])[] | undefined {
  const pairs = left.map((one) =>
    right.filter((other) => isWhole([one, other])).map((other) => [one, other]),
  );
  const isClear = left.length === right.length && pairs.every(({ length }) => length === 1);
  const partners = new Set(pairs.flat().map(([, other]) => other));
  return isClear && partners.size === right.length ? pairs.flat() : undefined;
}

function isWhole(groups: readonly Group[]): boolean {
  const sum = groups.reduce((total, { probability }) => total + probability, 0);
  return Math.abs(sum - 1) <= occupancyTolerance * groups.length;
}

/** Operations that give a site in common give one assembly, the others one each. */
function imagesOf(groups: readonly Group[], firstSites: ReadonlyMap<Orbit, number>): Assembly[] {
  const orbits = groups.flatMap((group) => group.orbits);
  const images = new Map<number, Set<number>[]>();
  for (const [operation, image] of joinOperations(orbits).entries()) {
    const sets = images.get(image) ?? groups.map(() => new Set<number>());
    images.set(image, sets);
    for (const [index, group] of groups.entries()) {
      for (const orbit of group.orbits)
        sets[index]!.add(firstSites.get(orbit)! + orbit.siteOfOperation[operation]!);
    }
  }
  return [...images.values()].map((sets) => ({
    sitesInGroups: sets.map((set) => [...set]),
    groupProbabilities: groups.map(({ probability }) => probability),
  }));
}

/** By operation the first one of those that it shares a site with, directly or through others. */
function joinOperations(orbits: readonly Orbit[]): number[] {
  const parents = Array.from(orbits[0]!.siteOfOperation, (_, operation) => operation);
  const rootOf = (operation: number): number => {
    let root = operation;
    while (parents[root] !== root) root = parents[root]!;
    parents[operation] = root;
    return root;
  };
  for (const { siteOfOperation, sites } of orbits) {
    const firstOperation = new Array<number>(sites.length).fill(-1);
    for (const [operation, site] of siteOfOperation.entries()) {
      const first = firstOperation[site]!;
      if (first === -1) firstOperation[site] = operation;
      else parents[rootOf(operation)] = rootOf(first);
    }
  }
  return parents.map((_, operation) => rootOf(operation));
}
