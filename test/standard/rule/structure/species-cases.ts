import type { Case } from './structures.ts';
import { disorder, mixed, oxygen, rutile, species, titanium } from './structures.ts';

export const speciesCases: readonly Case[] = [
  [species(titanium.name), 'species-are-dictionaries species'],
  [
    species({ chemical_symbols: ['Ti'], concentration: [1] }),
    'species-at-sites-name-species species_at_sites,species',
    'species-have-name-symbols-and-concentration species',
  ],
  [
    species({ name: 'M', chemical_symbols: 'Ti', concentration: [1] }),
    'species-have-name-symbols-and-concentration species',
  ],
  [
    species({ name: 'M', chemical_symbols: ['X'], concentration: 1 }),
    'species-have-name-symbols-and-concentration species',
  ],
  [species(mixed({ charge: 1 }), disorder), 'species-keys-are-standard-or-prefixed species'],
  [{ ...rutile, species: [titanium, oxygen, oxygen] }, 'species-names-are-unique species'],
  [
    {
      ...rutile,
      species: [
        ...Array.from({ length: 20 }, (_, index) => ({ ...oxygen, name: `O${index}` })),
        titanium,
        oxygen,
        titanium,
      ],
    },
    'species-names-are-unique species',
    'species-have-sites? species,species_at_sites',
  ],
  [
    species({ name: 'M', chemical_symbols: ['D'], concentration: [1] }),
    'species-symbols-are-chemical-symbols species',
  ],
  [
    species({ name: 'M', chemical_symbols: ['Hello vacancy!'], concentration: [1] }),
    'species-symbols-are-chemical-symbols species',
  ],
  [
    species(
      { name: 'M', chemical_symbols: ['vacancy', 'X', 'Uuo'], concentration: [0.2, 0.3, 0.5] },
      disorder,
    ),
  ],
  [species(mixed({ concentration: [1] }), disorder), 'species-concentrations-belong-to-symbols species'],
  [species(mixed({ concentration: [] }), disorder), 'species-concentrations-belong-to-symbols species'],
  [
    species(mixed({ concentration: [1.5, -0.5] }), disorder),
    'species-concentrations-are-proportions species',
  ],
  [species(mixed({ concentration: [0.5, 0.4] }), disorder), 'species-concentrations-sum-to-one? species'],
  [species(mixed({ concentration: [0.333, 0.667] }), disorder)],
  [species(mixed({ mass: [55.8] }), disorder), 'species-masses-belong-to-symbols species'],
  [species(mixed({ mass: 55.8 }), disorder), 'species-masses-belong-to-symbols species'],
  [species(mixed({ mass: [55.8, -1] }), disorder), 'species-masses-are-possible species'],
  [
    species(
      { name: 'M', chemical_symbols: ['Ti', 'vacancy'], concentration: [0.9, 0.1], mass: [47.9, 1] },
      disorder,
    ),
    'species-masses-are-possible species',
  ],
  [
    species(
      { name: 'M', chemical_symbols: ['Ti', 'vacancy'], concentration: [0.9, 0.1], mass: [47.9, 0] },
      disorder,
    ),
  ],
  [
    species(
      { name: 'M', chemical_symbols: ['C'], concentration: [1], attached: ['H'] },
      { structure_features: ['site_attachments'] },
    ),
    'species-attached-and-nattached-belong-together species',
  ],
  [
    species(
      { name: 'M', chemical_symbols: ['C'], concentration: [1], attached: [], nattached: [] },
      { structure_features: ['site_attachments'] },
    ),
    'species-attached-and-nattached-belong-together species',
  ],
  [
    species(
      { name: 'M', chemical_symbols: ['C'], concentration: [1], attached: ['H'], nattached: [3, 1] },
      { structure_features: ['site_attachments'] },
    ),
    'species-attached-and-nattached-belong-together species',
  ],
  [
    species(
      { name: 'M', chemical_symbols: ['C'], concentration: [1], attached: ['vacancy'], nattached: [0.5] },
      { structure_features: ['site_attachments'] },
    ),
    'species-attached-are-chemical-symbols species',
    'species-nattached-are-counts species',
  ],
  [
    species(
      { name: 'M', chemical_symbols: ['C'], concentration: [1], attached: ['H'], nattached: [3] },
      { structure_features: ['site_attachments'] },
    ),
  ],
  [
    {
      ...rutile,
      species: [{ ...titanium, name: 'Titan' }, oxygen],
      species_at_sites: ['Titan', 'Titan', 'O', 'O', 'O', 'O'],
    },
    'pure-species-are-named-after-their-element? species',
  ],
  [
    {
      ...rutile,
      species: [{ ...titanium, name: 'Ti1' }, titanium, oxygen],
      species_at_sites: ['Ti', 'Ti1', 'O', 'O', 'O', 'O'],
    },
  ],
];
