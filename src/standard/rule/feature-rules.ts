// What must be true of structure_features: it names exactly the features in use. Whether atoms are implicit
// can only be told by comparing sites and formula, see agreement-rules.ts.
import type { JsonObject } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import { shown } from '../fault.ts';
import type { EntryRule } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { isKnown, listOf, objectsOf, stringsOf } from './value.ts';

const property = ['structure_features'];

const features = ['assemblies', 'disorder', 'implicit_atoms', 'site_attachments'] as const;
export type StructureFeature = (typeof features)[number];

function isNoFeature(text: string): boolean {
  return !(features as readonly string[]).includes(text);
}

/** @spec OPTIMADE 1.3.0, "structure_features" */
const featuresAreStandard = errorRule(
  'structure-features-are-standard',
  property,
  ({ structure_features }) => {
    const list = stringsOf(structure_features);
    const index = list?.findIndex(isNoFeature) ?? -1;
    if (list === undefined || index < 0) return undefined;
    return {
      pointer: `/structure_features/${index}`,
      message: `${shown(list[index])} is none of the features ${features.join(', ')}.`,
    };
  },
);

/** @spec OPTIMADE 1.3.0, "structure_features" */
const featuresAreSorted = errorRule('structure-features-are-sorted-and-unique', property, (attributes) => {
  const list = stringsOf(attributes.structure_features);
  if (list === undefined) return undefined;
  for (let index = 1; index < list.length; index += 1) {
    if (list[index - 1]! < list[index]!) continue;
    return {
      pointer: `/structure_features/${index}`,
      message: 'The features are not in alphabetical order.',
    };
  }
  return undefined;
});

/** Whether a feature is flagged; undefined where structure_features is unknown. */
export function isFlagged(
  attributes: Parameters<EntryRule['check']>[0],
  feature: StructureFeature,
): boolean | undefined {
  return listOf(attributes.structure_features)?.includes(feature);
}

export function isMixed({ chemical_symbols }: JsonObject): boolean {
  return (listOf(chemical_symbols)?.length ?? 0) > 1;
}

export function hasAttached({ attached, nattached }: JsonObject): boolean {
  return isKnown(attached) || isKnown(nattached);
}

function missing(feature: StructureFeature, reason: string) {
  return {
    pointer: '/structure_features',
    message: `"${feature}" is missing from structure_features: ${reason}.`,
  };
}

function unused(feature: StructureFeature, reason: string) {
  return { pointer: '/structure_features', message: `structure_features has "${feature}" but ${reason}.` };
}

/** @spec OPTIMADE 1.3.0, "structure_features" */
const disorderIsFlagged = errorRule('disorder-is-flagged', property, (attributes) => {
  if (isFlagged(attributes, 'disorder') !== false || !objectsOf(attributes.species)?.some(isMixed))
    return undefined;
  return missing('disorder', 'a species has several chemical symbols');
});

/** Tolerated: disorder is also expressed by concentrations below one. @spec "structure_features" */
const disorderIsUsed = warningRule('disorder-is-used-where-flagged', property, (attributes) => {
  const species = objectsOf(attributes.species);
  if (!isFlagged(attributes, 'disorder') || species === undefined || species.some(isMixed)) return undefined;
  return unused('disorder', 'every species has one chemical symbol');
});

/** @spec OPTIMADE 1.3.0, "structure_features" */
const attachmentsAreFlagged = errorRule('site-attachments-are-flagged', property, (attributes) => {
  const flagged = isFlagged(attributes, 'site_attachments');
  if (flagged !== false || !objectsOf(attributes.species)?.some(hasAttached)) return undefined;
  return missing('site_attachments', 'a species has attached atoms');
});

/** @spec OPTIMADE 1.3.0, "structure_features" */
const attachmentsAreUsed = errorRule('site-attachments-are-used-where-flagged', property, (attributes) => {
  const species = objectsOf(attributes.species);
  const flagged = isFlagged(attributes, 'site_attachments');
  if (!flagged || species === undefined || species.some(hasAttached)) return undefined;
  return unused('site_attachments', 'no species has attached atoms');
});

/** @spec OPTIMADE 1.3.0, "structure_features" */
const assembliesAreFlagged = errorRule('assemblies-are-flagged', property, (attributes) => {
  if (isFlagged(attributes, 'assemblies') !== false || !isKnown(attributes.assemblies)) return undefined;
  return missing('assemblies', 'assemblies is given');
});

/** @spec OPTIMADE 1.3.0, "structure_features" */
const assembliesAreUsed = errorRule('assemblies-are-used-where-flagged', property, (attributes) => {
  if (!isFlagged(attributes, 'assemblies') || isKnown(attributes.assemblies)) return undefined;
  return unused('assemblies', 'assemblies is unknown');
});

/** NOT RECOMMENDED; a species without site may stand for implicit atoms. @spec OPTIMADE 1.3.0, "species" */
const speciesAreUsed = warningRule('species-have-sites', ['species', 'species_at_sites'], (attributes) => {
  const species = objectsOf(attributes.species);
  const names = listOf(attributes.species_at_sites);
  if (species === undefined || names === undefined || isFlagged(attributes, 'implicit_atoms'))
    return undefined;
  if (species.length > limits.countedSpeciesMax) return undefined;
  for (let index = 0; index < species.length; index += 1) {
    const name = species[index]!.name;
    if (typeof name !== 'string' || names.includes(name)) continue;
    return { pointer: `/species/${index}`, message: `The species ${shown(name)} has no site.` };
  }
  return undefined;
});

export const featureRules: readonly EntryRule[] = [
  featuresAreStandard,
  featuresAreSorted,
  disorderIsFlagged,
  disorderIsUsed,
  attachmentsAreFlagged,
  attachmentsAreUsed,
  assembliesAreFlagged,
  assembliesAreUsed,
  speciesAreUsed,
];
