/**
 * How the column of ids is told: as optimade-maker does, so that its configurations keep their meaning, or by the names
 * that such columns usually have, where nobody has said anything.
 */
export type IdColumnRule = 'maker' | 'usual';

const usualNames: readonly string[] = [
  'id',
  '_id',
  'immutable_id',
  'entry_id',
  'structure_id',
  'material_id',
  'mat_id',
  'task_id',
  'uuid',
  'file',
  'filename',
  'file_name',
  'filepath',
  'path',
  'structure_file',
];

/** These may as well be what people call the compound. */
const weakNames: readonly string[] = ['structure', 'name', 'label'];

/**
 * Index of the column of ids; undefined where there is none.
 *
 * @param cells of the first row, in which a column may be known by the names of files
 */
export function findIdColumn(
  names: readonly string[],
  rule: IdColumnRule,
  cells: readonly unknown[] = [],
): number | undefined {
  const found =
    rule === 'maker' ? [withinName(names)] : [byUsualName(names), ofFileNames(cells), byWeakName(names)];
  return [names.indexOf('id'), ...found, unnamedFirst(names)].find((index) => index !== -1);
}

function withinName(names: readonly string[]): number {
  return names.findIndex((name) => name.toLowerCase().includes('id'));
}

function byUsualName(names: readonly string[]): number {
  const plain = names.map(plainName);
  return firstOf(usualNames, plain) ?? plain.findIndex((name) => /(?:^|_)u?u?id$/.test(name));
}

function byWeakName(names: readonly string[]): number {
  return firstOf(weakNames, names.map(plainName)) ?? -1;
}

function firstOf(wanted: readonly string[], names: readonly string[]): number | undefined {
  return wanted.map((name) => names.indexOf(name)).find((index) => index !== -1);
}

function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

const fileName = /(?:\.(?:m?cif|(?:ext)?xyz|vasp|poscar|contcar)|(?:^|\/)(?:POSCAR|CONTCAR))(?:\.\w{1,4})?$/i;

function ofFileNames(cells: readonly unknown[]): number {
  return cells.findIndex((cell) => typeof cell === 'string' && fileName.test(cell.trim()));
}

/** Programs that write tables leave the name of the column of ids empty. */
function unnamedFirst(names: readonly string[]): number {
  return names.length > 1 && names[0] === '' ? 0 : -1;
}
