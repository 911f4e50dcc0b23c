/** Tables of text: CSV, TSV and their kin, with a header line. */
import type { Info } from 'csv-parse';
import { CsvError, parse } from 'csv-parse';
import { limits } from '../../../base/index.ts';
import type { ReportRow, TableRow } from './table-row.ts';
import { utf8Text } from './utf8-text.ts';

const delimiters = [',', ';', '\t'] as const;
type Delimiter = (typeof delimiters)[number];

/**
 * @param start of the text, whose first line tells the delimiter
 * Limits: `tableRowLengthMax`, `tableCellLengthMax`, `propertiesMax` columns.
 */
export async function* readDelimited(
  chunks: AsyncIterable<Buffer>,
  start: string,
  report: ReportRow,
): AsyncGenerator<TableRow> {
  const delimiter = delimiterOf(start);
  let names: readonly string[] | undefined;
  const text = utf8Text(chunks, () => report(1, 'is no UTF-8; it is read as Windows-1252', false));
  for await (const { record, line } of records(text, delimiter, report)) {
    if (names === undefined) {
      names = record.map((name) => name.trim()).slice(0, limits.propertiesMax);
      if (record.length > names.length) report(line, `has more than ${names.length} columns`, true);
      continue;
    }
    if (record.length !== names.length && names.length <= limits.propertiesMax) {
      const seen = `${record.length} ${record.length === 1 ? 'cell' : 'cells'}`;
      report(line, `has a row of ${seen}, where the header has ${names.length}`, false);
    }
    const cells = record.slice(0, names.length).map((cell) => shortCell(cell, line, report));
    yield { line, names, isTyped: false, cells: delimiter === ';' ? cells.map(withPoint) : cells };
  }
}

/** Where semicolons part the cells, commas often part decimals. */
function withPoint(cell: string | undefined): string | undefined {
  return cell !== undefined && /^\s*[+-]?\d+,\d+(?:[eE][+-]?\d+)?\s*$/.test(cell)
    ? cell.replace(',', '.')
    : cell;
}

function shortCell(cell: string, line: number, report: ReportRow): string | undefined {
  if (cell.length <= limits.tableCellLengthMax) return cell;
  report(line, `has a cell of more than ${limits.tableCellLengthMax} characters, which is left out`, true);
  return undefined;
}

/** That which parts the cells of the first line, where it is not quoted; of equals the usual one. */
function delimiterOf(text: string): Delimiter {
  const line = /^[^\r\n"]*(?:"[^"]*"[^\r\n"]*)*/.exec(text.trimStart())![0].replace(/"[^"]*"/g, '');
  const counts = delimiters.map((each) => line.split(each).length);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly line: number;
}

async function* records(
  chunks: AsyncIterable<Buffer>,
  delimiter: Delimiter,
  report: ReportRow,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.tableRowLengthMax,
  });
  let failure: unknown;
  parser.on('error', (error) => {
    failure = error;
  });
  let line = 1;
  for await (const chunk of chunks) {
    // Whole records can be taken once the bytes were given; only then does the parser ask for more.
    const written = new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
    for (let next = parser.read() as Parsed | null; next !== null; next = parser.read() as Parsed | null) {
      line = next.info.lines;
      yield { record: next.record, line };
    }
    await written;
    if (failure !== undefined) break;
  }
  parser.end();
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      line = info.lines;
      yield { record, line };
    }
  } catch (error) {
    report(line, problemOf(error), true);
  }
}

function problemOf(error: unknown): string {
  if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return 'opens a quote after this line that is not closed; what follows is left out';
  }
  if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE') {
    const bound = `longer than ${limits.tableRowLengthMax} characters, or a quote that is not closed`;
    return `has a row after this line that is ${bound}; what follows is left out`;
  }
  return `cannot be read after this line (${String(error).slice(0, 200)}); what follows is left out`;
}
