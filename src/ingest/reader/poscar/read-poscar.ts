/**
 * Reads a POSCAR or CONTCAR of VASP 4, 5 or 6: comment, scale, lattice, species, counts, coordinates. What follows the
 * coordinates (velocities, a charge density) is not looked at.
 */
import type { JsonValue } from '../../../base/index.ts';
import type { Occupant, Site, Vector } from '../../structure/structure.ts';
import { toCartesian } from '../../structure/unit-cell.ts';
import { excerpt } from '../finding/excerpt.ts';
import { FoundProperties } from '../finding/found-properties.ts';
import { LineCursor } from '../finding/line-cursor.ts';
import { PieceProblem, readEach } from '../finding/piece-problem.ts';
import { readVector, wordsOf } from '../finding/written-number.ts';
import type { FilePiece, Finding, PieceContext, Reading } from '../format/format-reader.ts';
import { poscarTree } from './poscar-tree.ts';
import type { ScaledLattice } from './take-lattice.ts';
import { scaled, takeLattice } from './take-lattice.ts';
import type { SpeciesCounts } from './take-species.ts';
import { occupantsOf, takeSpecies } from './take-species.ts';

/** Å */
const tolerance = 1e-3;
/** Coordinates, three flags and a label. */
const wordsMax = 7;
const flags: ReadonlyMap<string, boolean> = new Map([
  ['T', true],
  ['F', false],
]);

/** Reads one whole file. */
export function readPoscar(piece: FilePiece, { keepsSource = false }: Partial<PieceContext> = {}): Reading {
  return readEach([piece], (file) => readFile(file, keepsSource));
}

function readFile(piece: FilePiece, keepsSource: boolean): Finding {
  const lines = new LineCursor(piece);
  const comment = lines.next() ?? '';
  const box = takeLattice(lines);
  const species = takeSpecies(lines);
  const mode = takeMode(lines);
  const atoms = takeAtoms(lines, species, mode);
  const { occupants, remarks } = occupantsOf(
    species,
    atoms.map(({ label }) => label),
    comment,
  );
  const properties = new FoundProperties();
  properties.add('title', comment.trim());
  if (mode.isSelective)
    properties.add(
      'selective_dynamics',
      atoms.map((atom) => atom.free),
    );
  const tree = keepsSource ? poscarTree(piece, atoms.length, mode.isSelective) : undefined;
  const sites = atoms.map((atom, at) => siteOf(atom, occupants[at]!, box, mode));
  return {
    line: piece.line,
    part: undefined,
    id: undefined,
    content: {
      kind: 'structure',
      structure: {
        lattice: box.lattice,
        periodic: [true, true, true],
        sites,
        implicitAtoms: false,
        tolerance,
      },
    },
    properties: properties.values,
    references: [],
    remarks: [...remarks, ...(tree?.remarks ?? [])],
    source: tree?.source,
  };
}

interface Mode {
  readonly isSelective: boolean;
  readonly isCartesian: boolean;
}

/** Only the first letter of these words counts, as for VASP. */
function takeMode(lines: LineCursor): Mode {
  let text = lines.next() ?? '';
  const isSelective = /^\s*s/i.test(text);
  if (isSelective) text = lines.next() ?? '';
  if (/^\s*direct\s+configuration/i.test(text)) {
    throw new PieceProblem(
      lines.line,
      'is an XDATCAR, a trajectory; convert it to extended XYZ, with ASE for example, and all of it can be read',
    );
  }
  if (/^\s*[a-z]/i.test(text)) return { isSelective, isCartesian: /^\s*[ck]/i.test(text) };
  throw new PieceProblem(lines.line, `has ${excerpt(text)} where "Direct" or "Cartesian" should stand`);
}

interface Atom {
  readonly coordinates: Vector;
  /** For each coordinate whether it may move. */
  readonly free: readonly JsonValue[];
  /** What stands behind, mostly a symbol. */
  readonly label: string | undefined;
  readonly line: number;
}

function takeAtoms(
  lines: LineCursor,
  { total, line }: SpeciesCounts,
  { isSelective }: Mode,
): readonly Atom[] {
  const atoms: Atom[] = [];
  while (atoms.length < total) {
    const text = lines.next();
    if (text === undefined || text.trim() === '') {
      throw new PieceProblem(line, `announces ${total} atoms, of which ${atoms.length} follow`);
    }
    const words = wordsOf(text, wordsMax);
    const coordinates = readVector(words);
    const free = isSelective ? words.slice(3, 6).map(flagOf) : [];
    if (coordinates === undefined || (isSelective && free.length < 3) || free.includes(undefined)) {
      const expected = isSelective ? 'three coordinates and three flags' : 'three coordinates';
      throw new PieceProblem(lines.line, `has ${excerpt(text)} where ${expected} should stand`);
    }
    atoms.push({
      coordinates,
      free: free as readonly boolean[],
      label: labelOf(words, isSelective),
      line: lines.line,
    });
  }
  return atoms;
}

/** Flags may stand there although nothing announces them; `F` is no fluorine then. */
function labelOf(words: readonly string[], isSelective: boolean): string | undefined {
  if (isSelective) return words[6];
  const behind = words.slice(3, 6);
  return behind.length === 3 && behind.every((word) => /^\.?[tf]/i.test(word)) ? undefined : behind[0];
}

/** `T`, `.TRUE.`, and whatever else Fortran takes for one. */
function flagOf(word: string): boolean | undefined {
  return flags.get(/^\.?([tf])/i.exec(word)?.[1]?.toUpperCase() ?? '');
}

function siteOf(
  { coordinates, line }: Atom,
  occupant: Occupant,
  { lattice, scale }: ScaledLattice,
  { isCartesian }: Mode,
): Site {
  const position = isCartesian ? scaled(coordinates, scale) : toCartesian(lattice, coordinates);
  if (!position.every(Number.isFinite)) throw new PieceProblem(line, 'has coordinates beyond all range');
  return { position, ...(isCartesian ? {} : { fractional: coordinates }), occupants: [occupant] };
}
