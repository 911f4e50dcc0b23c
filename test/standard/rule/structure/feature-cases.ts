import type { Case } from './structures.ts';
import { assembly, mixed, oxygen, rutile, species, titanium } from './structures.ts';

export const featureCases: readonly Case[] = [
  [{ structure_features: ['disorder', 'extended'] }, 'structure-features-are-standard structure_features'],
  [
    { structure_features: ['implicit_atoms', 'disorder'] },
    'structure-features-are-sorted-and-unique structure_features',
  ],
  [
    { structure_features: ['disorder', 'disorder'] },
    'structure-features-are-sorted-and-unique structure_features',
  ],
  [species(mixed()), 'disorder-is-flagged structure_features'],
  [{ ...rutile, structure_features: ['disorder'] }, 'disorder-is-used-where-flagged? structure_features'],
  [
    species({ name: 'M', chemical_symbols: ['C'], concentration: [1], attached: ['H'], nattached: [3] }),
    'site-attachments-are-flagged structure_features',
  ],
  [
    { ...rutile, structure_features: ['site_attachments'] },
    'site-attachments-are-used-where-flagged structure_features',
  ],
  [assembly([[2], [3]], [0.5, 0.5], { structure_features: [] }), 'assemblies-are-flagged structure_features'],
  [{ structure_features: ['assemblies'] }, 'assemblies-are-used-where-flagged structure_features'],
  [
    { ...rutile, species: [titanium, oxygen, { ...oxygen, name: 'spare' }] },
    'species-have-sites? species,species_at_sites',
  ],
];
