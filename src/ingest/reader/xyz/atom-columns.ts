/** What the columns of the atom lines of an XYZ frame hold. */

/** One property of the atoms, over one or more columns. */
export interface AtomColumn {
  readonly name: string;
  /** Number, integer, text or boolean. */
  readonly type: 'R' | 'I' | 'S' | 'L';
  /** First of its columns, 0-based. */
  readonly start: number;
  /** How many columns it has. */
  readonly width: number;
}

/** What a frame is read by. */
export interface AtomLayout {
  readonly species: AtomColumn;
  readonly position: AtomColumn;
  readonly others: readonly AtomColumn[];
  /** Columns that every atom line has. */
  readonly columns: number;
}

/** Columns of one property at most, and of a frame; tensors of fourth rank fit. */
const columnsMax = 1_000;
const speciesNames = [
  'species',
  'symbols',
  'symbol',
  'element',
  'elements',
  'z',
  'numbers',
  'atomic_numbers',
];
const positionNames = ['pos', 'positions', 'position'];

/** Without `Properties`: a name and three coordinates; what stands behind is unknown and left out. */
export const plainLayout: AtomLayout = {
  species: { name: 'species', type: 'S', start: 0, width: 1 },
  position: { name: 'pos', type: 'R', start: 1, width: 3 },
  others: [],
  columns: 4,
};

/**
 * The layout that a `Properties` value such as `species:S:1:pos:R:3:forces:R:3` describes, in any order.
 *
 * Errors: a string, what is wrong with it, a sentence without its subject.
 */
export function readLayout(text: string): AtomLayout | string {
  const parts = text.trim().split(':', 3 * columnsMax);
  const columns: AtomColumn[] = [];
  let start = 0;
  for (let at = 0; at < parts.length; at += 3) {
    const [name = '', type = '', count = ''] = parts.slice(at, at + 3);
    const width = Number(count);
    if (!isType(type) || !/^[1-9]\d{0,3}$/.test(count) || start + width > columnsMax) {
      return 'has Properties that are no list of name:type:count with the types R, I, S and L';
    }
    columns.push({ name, type, start, width });
    start += width;
  }
  const species = firstOf(columns, speciesNames);
  const position = firstOf(columns, positionNames);
  if (species?.width !== 1) return 'has Properties without a column of species';
  if (position?.width !== 3) return 'has Properties without three columns of positions (pos)';
  const others = columns.filter((column) => column !== species && column !== position);
  return { species, position, others, columns: start };
}

function firstOf(columns: readonly AtomColumn[], names: readonly string[]): AtomColumn | undefined {
  for (const name of names) {
    const found = columns.find((column) => column.name.toLowerCase() === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isType(type: string): type is AtomColumn['type'] {
  return type === 'R' || type === 'I' || type === 'S' || type === 'L';
}
