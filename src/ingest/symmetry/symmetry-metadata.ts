import type { JsonObject } from '../../base/index.ts';

/** What `structureSymmetry` tells of how each property is known, by names without prefix: a definition for each. */
export const symmetryMetadata: Readonly<Record<string, JsonObject>> = {
  symmetry_source: {
    description: 'Whether the source of the data declares it or it was computed from the sites.',
    'x-optimade-type': 'string',
    type: ['string'],
    enum: ['declared', 'computed'],
  },
  symmetry_program: {
    description: 'Program that computed it, with its version; absent for what is declared.',
    'x-optimade-type': 'string',
    type: ['string', 'null'],
  },
  symmetry_tolerance_angstrom: {
    description: 'How far sites may be off when it is computed; absent for what is declared.',
    'x-optimade-type': 'float',
    'x-optimade-unit': 'angstrom',
    type: ['number', 'null'],
  },
};
