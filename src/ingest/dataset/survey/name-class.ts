import { nameUncompressed } from '../maker/compile-selection.ts';
import { escapeGlob } from './escape-glob.ts';

/** Files whose names are alike: what one of them is, the others mostly are too. */
export interface NameClass {
  /** For base names; empty where the names have nothing in common. */
  readonly pattern: string;
  /** Whether the names promise a format, so that a file that does not keep it is damaged rather than something else. */
  readonly isTelling: boolean;
}

const tellingEnding = /^\.(?:m?cif|(?:ext)?xyz|vasp|poscar|contcar|bib|csv|tsv)$/i;
const vaspName = /^(?:POSCAR|CONTCAR)/i;

/** The class of a path: by its ending, with that of its compression, or by the beginning of a name of VASP. */
export function classOfName(path: string): NameClass {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const bare = nameUncompressed(name) ?? name;
  const packing = name.slice(bare.length);
  // A dot before digits is mostly that of a number.
  const ending = /^.+(\.[A-Za-z]\w{0,9})$/.exec(bare)?.[1];
  if (ending !== undefined) {
    return { pattern: `*${escapeGlob(ending)}${packing}`, isTelling: tellingEnding.test(ending) };
  }
  const [vasp] = vaspName.exec(bare) ?? [];
  if (vasp !== undefined) return { pattern: `${vasp}*`, isTelling: true };
  return { pattern: packing === '' ? '' : `*${packing}`, isTelling: false };
}
