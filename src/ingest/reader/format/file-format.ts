/**
 * What a file may be found to be.
 *
 * - `optimade`: JSON Lines and JSON documents of entries or responses.
 * - `pymatgen`: JSON of pymatgen objects: one, a list, lines, or a dictionary of lists.
 * - `ase`: JSON of ASE: a database or encoded atoms.
 * - `csl`: JSON of the Citation Style Language.
 * - `table`: CSV, TSV, or JSON rows of properties.
 */
export const fileFormats = [
  'optimade',
  'cif',
  'xyz',
  'poscar',
  'pymatgen',
  'ase',
  'aiida',
  'bibtex',
  'csl',
  'table',
] as const;

/** What a file was found to be; what a reader is chosen by. */
export type FileFormat = (typeof fileFormats)[number];
