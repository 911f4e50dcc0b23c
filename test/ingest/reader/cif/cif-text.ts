// What the tests of CIFs read and write with.

import { readCif } from '../../../../src/ingest/reader/cif/read-cif.ts';
import type { Finding, Reading } from '../../../../src/ingest/reader/format/format-reader.ts';
import type { Site, Structure } from '../../../../src/ingest/structure/structure.ts';

export function read(text: string | Uint8Array): Reading {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return readCif({ bytes, line: 1, index: 0 }, { path: 'test.cif' });
}

/** The one finding of a text that has one. */
export function readOne(text: string | Uint8Array): Finding & { readonly structure: Structure } {
  const { findings, faults } = read(text);
  const [finding, ...more] = findings;
  if (finding === undefined || more.length > 0 || finding.content.kind !== 'structure') {
    throw new Error(`${findings.length} findings, faults: ${JSON.stringify(faults)}`);
  }
  return { ...finding, structure: finding.content.structure };
}

/**
 * A cell of 4, 5 and 6 Å in P 1 with the rows of atoms given, whose columns are label, x, y, z and those
 * named.
 */
export function crystal(rows: string, { columns = '', header = '', symmetry = 'x,y,z' } = {}): string {
  return `data_test
_cell_length_a 4
_cell_length_b 5
_cell_length_c 6
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
${header}
loop_
_symmetry_equiv_pos_as_xyz
${symmetry
  .split(';')
  .map((operation) => `'${operation.trim()}'`)
  .join('\n')}
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
${columns}
${rows}
`;
}

/** `Na 0 0 0.5` for a pure site, `Na0.5K0.25 0 0 0` for a mixed one. */
export function printSite({ occupants, fractional, position }: Site): string {
  const kinds = occupants.map(({ symbol, concentration }) =>
    concentration === 1 ? symbol : `${symbol}${Number(concentration.toFixed(6))}`,
  );
  const place = (fractional ?? position).map((value) => String(Number(value.toFixed(6))));
  return `${kinds.join('')} ${place.join(' ')}`;
}

export function sitesOf(text: string): string[] {
  return readOne(text).structure.sites.map(printSite);
}
