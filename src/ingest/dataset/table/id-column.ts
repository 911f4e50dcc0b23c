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
  'structure',
  'structure_file',
  'name',
  'label',
];

/** Index of the column of ids; undefined where there is none. */
export function findIdColumn(names: readonly string[], rule: IdColumnRule): number | undefined {
  const exact = names.indexOf('id');
  const found = [exact, rule === 'maker' ? withinName(names) : byUsualName(names), unnamedFirst(names)];
  return found.find((index) => index !== -1);
}

function withinName(names: readonly string[]): number {
  return names.findIndex((name) => name.toLowerCase().includes('id'));
}

function byUsualName(names: readonly string[]): number {
  const plain = names.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
  const usual = usualNames.map((name) => plain.indexOf(name)).find((index) => index !== -1);
  return usual ?? plain.findIndex((name) => /(?:^|_)u?u?id$/.test(name));
}

/** Programs that write tables leave the name of the column of ids empty. */
function unnamedFirst(names: readonly string[]): number {
  return names.length > 1 && names[0] === '' ? 0 : -1;
}
