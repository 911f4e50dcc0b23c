// What must be true of the sites: their positions, species names, Wyckoff letters, count and span.
import type { JsonValue } from '../../base/index.ts';
import { structuresProperties } from '../definition/entry-type/structures.ts';
import { prefixOf } from '../definition/provider-prefix.ts';
import { shown } from '../fault.ts';
import type { Attributes, EntryRule, Finding } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { integerOf, isKnown, isVector, listOf, objectsOf, stringOf, stringsOf } from './value.ts';

/** @spec OPTIMADE 1.3.0, "cartesian_site_positions", "fractional_site_positions" */
function positionsAreTriples(property: string): EntryRule {
  return errorRule(`${property.replaceAll('_', '-')}-are-triples`, [property], (attributes) => {
    const positions = listOf(attributes[property]);
    if (positions === undefined) return undefined;
    for (let site = 0; site < positions.length; site += 1) {
      if (isVector(positions[site])) continue;
      return {
        pointer: `/${property}/${site}`,
        message: `The position of site ${site} is not three numbers.`,
      };
    }
    return undefined;
  });
}

/** Lists with one item a site; the first that is known tells how many sites there are. */
const siteLists = [
  'cartesian_site_positions',
  'fractional_site_positions',
  'species_at_sites',
  'wyckoff_positions',
] as const;

/** How many sites the entry lists; undefined where it lists none. */
export function siteCountOf(attributes: Attributes): number | undefined {
  for (const property of siteLists) {
    const list = listOf(attributes[property]);
    if (list !== undefined) return list.length;
  }
  return undefined;
}

/** @spec OPTIMADE 1.3.0, "species_at_sites", "fractional_site_positions", "wyckoff_positions" */
const siteListsHaveOneLength = errorRule('site-lists-have-one-length', siteLists, (attributes) => {
  const count = siteCountOf(attributes);
  for (const property of siteLists) {
    const list = listOf(attributes[property]);
    if (list === undefined || list.length === count) continue;
    const other = siteLists.find((name) => listOf(attributes[name]) !== undefined)!;
    return {
      pointer: `/${property}`,
      message: `${property} has ${list.length} items but ${other} has ${count}.`,
      properties: [property, other],
    };
  }
  return undefined;
});

/** Spans whose sites are the sites of one cell. Unknown means the unit cell. */
export function spansUnitCell(span: JsonValue | undefined): boolean {
  return !isKnown(span) || span === 'unit_cell' || span === 'molecular_unit_cell';
}

/** @spec OPTIMADE 1.3.0, "nsites" */
const nsitesCountsSites = errorRule('nsites-counts-sites', ['nsites'], (attributes) => {
  const nsites = integerOf(attributes.nsites);
  if (nsites === undefined || !spansUnitCell(attributes.site_coordinate_span)) return undefined;
  const count = siteCountOf(attributes);
  if (count === undefined || count === nsites) return undefined;
  return { pointer: '/nsites', message: `nsites is ${nsites} but ${count} sites are listed.` };
});

/** More names than this are looked up in a set rather than one by one. */
const fewNames = 16;

/**
 * Exactly one species of each name is the business of `species-names-are-unique`.
 *
 * @spec "species_at_sites"
 */
const speciesAtSitesAreNames = errorRule(
  'species-at-sites-name-species',
  ['species_at_sites', 'species'],
  (attributes) => {
    const names = stringsOf(attributes.species_at_sites);
    const species = objectsOf(attributes.species);
    if (names === undefined || species === undefined) return undefined;
    const known = species.length > fewNames ? new Set(species.map(({ name }) => name)) : undefined;
    for (let site = 0; site < names.length; site += 1) {
      const name = names[site]!;
      // Neighbors mostly share a species.
      if (site > 0 && name === names[site - 1]) continue;
      if (known?.has(name) ?? hasName(species, name)) continue;
      return { pointer: `/species_at_sites/${site}`, message: `No species is named ${shown(name)}.` };
    }
    return undefined;
  },
);

function hasName(
  species: readonly { readonly [key: string]: JsonValue | undefined }[],
  name: string,
): boolean {
  for (const one of species) if (one.name === name) return true;
  return false;
}

/** @spec OPTIMADE 1.3.0, "wyckoff_positions" */
const wyckoffPositionsAreLetters = errorRule(
  'wyckoff-positions-are-letters',
  ['wyckoff_positions'],
  (attributes) => {
    const letters = listOf(attributes.wyckoff_positions);
    const site = letters?.findIndex(isNoWyckoffLetter) ?? -1;
    if (letters === undefined || site < 0) return undefined;
    return {
      pointer: `/wyckoff_positions/${site}`,
      message: `A Wyckoff letter is one of a to z or α, not ${shown(letters[site])}.`,
    };
  },
);

function isNoWyckoffLetter(letter: JsonValue): boolean {
  return (
    typeof letter !== 'string' || letter.length !== 1 || !((letter >= 'a' && letter <= 'z') || letter === 'α')
  );
}

const spans = structuresProperties.site_coordinate_span?.enum ?? [];

/** @spec OPTIMADE 1.3.0, "site_coordinate_span" */
const spanIsStandard = errorRule(
  'site-coordinate-span-is-standard',
  ['site_coordinate_span'],
  (attributes) => {
    const span = attributes.site_coordinate_span;
    if (!isKnown(span) || spans.includes(span!)) return undefined;
    return { pointer: '/site_coordinate_span', message: `${shown(span)} is not a span of the standard.` };
  },
);

/**
 * RECOMMENDED since 1.3.
 *
 * @spec OPTIMADE 1.3.0, "space_group_symmetry_operations_xyz", "site_coordinate_span"
 */
const partialSpanHasOperations = warningRule(
  'partial-span-has-symmetry-operations',
  ['space_group_symmetry_operations_xyz', 'site_coordinate_span'],
  (attributes) => {
    const span = stringOf(attributes.site_coordinate_span);
    const partial = span?.endsWith('fundamental_domain') || span?.endsWith('asymmetric_unit');
    if (!partial || isKnown(attributes.space_group_symmetry_operations_xyz)) return undefined;
    return {
      pointer: '/space_group_symmetry_operations_xyz',
      message: `Without symmetry operations the cell cannot be rebuilt from its ${span}.`,
    };
  },
);

const optimizationTypes = structuresProperties.optimization_type?.enum ?? [];

/** @spec OPTIMADE 1.3.0, "optimization_type" */
const optimizationTypeIsStandard = errorRule(
  'optimization-type-is-standard-or-prefixed',
  ['optimization_type'],
  ({ optimization_type: type }) => {
    if (!isKnown(type) || optimizationTypes.includes(type!)) return undefined;
    if (typeof type === 'string' && prefixOf(type) !== undefined) return undefined;
    return {
      pointer: '/optimization_type',
      message: `${shown(type)} is not an optimization type of the standard.`,
    };
  },
);

/** SHOULD NOT. @spec OPTIMADE 1.3.0, "optimization_type" */
const optimizationTypeIsNotOwn = warningRule(
  'optimization-type-is-not-prefixed',
  ['optimization_type'],
  ({ optimization_type: type }) => {
    if (typeof type !== 'string' || prefixOf(type) === undefined) return undefined;
    return {
      pointer: '/optimization_type',
      message: `Clients do not know the optimization type ${shown(type)}.`,
    };
  },
);

/** Only the reference demands these. */
function knownTogether(left: string, right: string): EntryRule {
  const name = `${left}-and-${right}-come-together`.replaceAll('_', '-');
  return warningRule(name, [left, right], (attributes) =>
    missingPartner(left, right, isKnown(attributes[left]), isKnown(attributes[right])),
  );
}

/** The same for positions, which may be of either kind. */
function knownWithPositions(property: string): EntryRule {
  const name = `positions-and-${property}-come-together`.replaceAll('_', '-');
  const positions = 'cartesian_site_positions';
  return warningRule(name, [positions, property], (attributes) => {
    const known = isKnown(attributes[positions]) || isKnown(attributes.fractional_site_positions);
    return missingPartner(positions, property, known, isKnown(attributes[property]));
  });
}

function missingPartner(
  left: string,
  right: string,
  leftKnown: boolean,
  rightKnown: boolean,
): Finding | undefined {
  if (leftKnown === rightKnown) return undefined;
  const [missing, given] = leftKnown ? [right, left] : [left, right];
  return {
    pointer: `/${missing}`,
    message: `${missing} is unknown although ${given} is given.`,
    properties: [missing],
  };
}

export const siteRules: readonly EntryRule[] = [
  positionsAreTriples('cartesian_site_positions'),
  positionsAreTriples('fractional_site_positions'),
  siteListsHaveOneLength,
  nsitesCountsSites,
  speciesAtSitesAreNames,
  wyckoffPositionsAreLetters,
  spanIsStandard,
  partialSpanHasOperations,
  optimizationTypeIsStandard,
  optimizationTypeIsNotOwn,
  knownWithPositions('species_at_sites'),
  knownWithPositions('nsites'),
  knownTogether('species_at_sites', 'species'),
];
