import type { Case } from './structures.ts';
import { bare, rutile, titanium } from './structures.ts';

export const siteCases: readonly Case[] = [
  [
    { ...rutile, fractional_site_positions: null, cartesian_site_positions: [[0, 0], 'x'] },
    'cartesian-site-positions-are-triples cartesian_site_positions',
    'site-lists-have-one-length species_at_sites,cartesian_site_positions',
    'nsites-counts-sites nsites',
  ],
  [
    { ...rutile, fractional_site_positions: [[0, 0, 0]] },
    'site-lists-have-one-length fractional_site_positions,cartesian_site_positions',
  ],
  [
    { ...rutile, wyckoff_positions: ['a'] },
    'site-lists-have-one-length wyckoff_positions,cartesian_site_positions',
  ],
  [{ ...rutile, nsites: 3 }, 'nsites-counts-sites nsites'],
  [
    { ...bare, species: [{ ...titanium, name: 'M' }], nsites: 8, site_coordinate_span: 'asymmetric_unit' },
    'partial-span-has-symmetry-operations? space_group_symmetry_operations_xyz,site_coordinate_span',
    'pure-species-are-named-after-their-element? species',
  ],
  [{ ...rutile, site_coordinate_span: 'box' }, 'site-coordinate-span-is-standard site_coordinate_span'],
  [
    { ...rutile, species_at_sites: ['Ti', 'Ti', 'O', 'O', 'O', 'Ox'] },
    'species-at-sites-name-species species_at_sites,species',
  ],
  [{ wyckoff_positions: ['a', 'α', 'A'] }, 'wyckoff-positions-are-letters wyckoff_positions'],
  [{ wyckoff_positions: ['aa'] }, 'wyckoff-positions-are-letters wyckoff_positions'],
  [{ optimization_type: 'quick' }, 'optimization-type-is-standard-or-prefixed optimization_type'],
  [{ optimization_type: '_exmpl_grid' }, 'optimization-type-is-not-prefixed? optimization_type'],
  [
    { cartesian_site_positions: [[0, 0, 0]] },
    'positions-and-species-at-sites-come-together? species_at_sites',
    'positions-and-nsites-come-together? nsites',
  ],
  [
    { fractional_site_positions: [[0, 0, 0]], nsites: 1, species_at_sites: ['Ti'] },
    'species-at-sites-and-species-come-together? species',
  ],
];
