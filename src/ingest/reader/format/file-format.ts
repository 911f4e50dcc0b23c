/** What a file was found to be; what a reader is chosen by. */
export type FileFormat =
  /** JSON Lines and JSON documents of entries or responses. */
  | 'optimade'
  | 'cif'
  | 'xyz'
  | 'poscar'
  /** JSON of pymatgen objects: one, a list, lines, or a dictionary of lists. */
  | 'pymatgen'
  /** JSON of ASE: a database or encoded atoms. */
  | 'ase'
  | 'aiida'
  | 'bibtex'
  /** JSON of the Citation Style Language. */
  | 'csl'
  /** CSV, TSV, or JSON rows of properties. */
  | 'table';
