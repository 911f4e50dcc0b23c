import { readAse } from '../ase/read-ase.ts';
import { readBibtex } from '../bibliography/read-bibtex.ts';
import { readCsl } from '../bibliography/read-csl.ts';
import { readCif } from '../cif/read-cif.ts';
import { readPoscar } from '../poscar/read-poscar.ts';
import { readPymatgen } from '../pymatgen/read-pymatgen.ts';
import { readXyz } from '../xyz/read-xyz.ts';
import type { FileFormat } from './file-format.ts';
import type { ReadPiece } from './format-reader.ts';

/** Formats whose files are cut into pieces, which are read in any thread. */
export type ParsedFormat = Exclude<FileFormat, 'optimade' | 'aiida' | 'table'>;

export const formatTable: Readonly<Record<ParsedFormat, ReadPiece>> = {
  cif: readCif,
  xyz: readXyz,
  poscar: readPoscar,
  pymatgen: readPymatgen,
  ase: readAse,
  bibtex: readBibtex,
  csl: readCsl,
};
