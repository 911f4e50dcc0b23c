import { parse } from 'csv-parse/sync';

/** Separators of columns, in the order in which they are tried. */
const separators = ['\t', ',', ';'] as const;
/** Rows that are looked at. */
const rowsShown = 20;

const tableName = /\.(?:csv|tsv|tab)\b/i;
/** Names that leave open what is in the file. */
const openName = /(?:^|\/)[^/.]*$|\.(?:txt|dat)\b[^/]*$/i;
const proseName = /(?:^|\/)(?:readme|licen[cs]e|copying|changelog|authors|notes?)\b[^/]*$/i;

/**
 * Whether text is a table: a header of at least two columns, and rows of as many. A file whose name promises one may
 * hold ragged rows; one that is only perhaps a table must be flawless.
 */
export function isTable(path: string, text: string, isWhole: boolean): boolean {
  const isNamed = tableName.test(path);
  if (!isNamed && (!openName.test(path) || proseName.test(path))) return false;
  const lines = isWhole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  return separators.some((separator) => {
    const rows = readRows(lines, separator);
    const [header = [], ...others] = rows;
    if (header.length < 2 || header.every(isNumber)) return false;
    if (isNamed) return true;
    const areEven = others.length > 0 && others.every((row) => row.length === header.length);
    return areEven && header.every(isColumnName) && new Set(header).size === header.length;
  });
}

function readRows(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter,
      to: rowsShown,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch {
    return [];
  }
}

function isNumber(cell: string): boolean {
  return cell.trim() !== '' && Number.isFinite(Number(cell));
}

/** Words of a sentence between commas are mostly longer than the name of a column. */
function isColumnName(cell: string): boolean {
  return cell.trim() !== '' && cell.length <= 60 && !isNumber(cell);
}
