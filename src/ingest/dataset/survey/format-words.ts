/** What files are called in sentences that count them. */
import type { FileFormat } from '../../reader/format/file-format.ts';

/** For one, and for several. */
const formatWords: Readonly<Record<FileFormat, readonly [string, string]>> = {
  optimade: ['OPTIMADE JSON file', 'OPTIMADE JSON files'],
  cif: ['CIF file', 'CIF files'],
  xyz: ['XYZ file', 'XYZ files'],
  poscar: ['POSCAR file', 'POSCAR files'],
  pymatgen: ['pymatgen JSON file', 'pymatgen JSON files'],
  ase: ['ASE JSON file', 'ASE JSON files'],
  aiida: ['AiiDA archive', 'AiiDA archives'],
  bibtex: ['BibTeX file', 'BibTeX files'],
  csl: ['CSL JSON file', 'CSL JSON files'],
  table: ['table of properties', 'tables of properties'],
};

/** `3 CIF files`. */
export function countedFiles(format: FileFormat, count: number): string {
  const [one, several] = formatWords[format];
  return `${count} ${count === 1 ? one : several}`;
}

/** `a CIF file`. */
export function oneFile(format: FileFormat): string {
  const [one] = formatWords[format];
  return `${/^[AOX]/.test(one) ? 'an' : 'a'} ${one}`;
}

/** `a, b and c`. */
export function inSentence(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What files are counted by whose names tell nothing. */
export const anyKind = 'file without an ending';

/** What files of no known format are counted by: their ending, or a name that everybody knows. */
export function kindOfName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // OUTCAR, INCAR and their kin.
  if (/^[A-Z]{3,12}$/.test(name)) return name;
  if (/^(?:readme|licen[cs]e|changelog)\b/i.test(name)) return name.replace(/\..*$/, '').toUpperCase();
  const ending = /[^.]\.([A-Za-z]\w{0,9})$/.exec(name)?.[1];
  return ending === undefined ? anyKind : ending.toUpperCase();
}

/** What can be served, for who brought something else. */
export const servedFormats =
  'CIF, XYZ, POSCAR, JSON of pymatgen or ASE, AiiDA archives, OPTIMADE JSON or JSON Lines, BibTeX and CSL JSON, ' +
  'single, in a folder, or in a zip or tar archive, with tables of properties beside them; ' +
  'and any JSON below a folder that is called archive';
