/** Tables of JSON: a list of objects, objects a line, `{"data": [object, …]}`, or one object of objects by id. */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { skipBlanks } from '../../reader/bytes.ts';
import { DocumentSplitter } from '../../reader/document-splitter.ts';
import { parseElement } from '../../reader/parse-element.ts';
import type { ReportRow, TableRow } from './table-row.ts';

/** Limits: `sourceElementBytesMax` for each object, `sourceDepthMax`. */
export async function* readJsonRows(
  chunks: AsyncIterable<Buffer>,
  report: ReportRow,
): AsyncGenerator<TableRow> {
  let found: TableRow[] = [];
  let names: readonly string[] = [];
  const take = (object: JsonObject, line: number) => {
    const keys = Object.keys(object);
    // Mostly all have the same, and then what they mean is looked up once.
    if (keys.length !== names.length || keys.some((key, index) => key !== names[index])) names = keys;
    found.push({ line, names, cells: names.map((name) => object[name]), isTyped: true });
  };
  const splitter: DocumentSplitter = new DocumentSplitter({
    element: (bytes, line) => {
      const content = bytes.subarray(skipBlanks(bytes));
      if (content.length === 0) return;
      const parsed = parseElement(content);
      if (typeof parsed === 'string') return report(line, parsed, true);
      const { value } = parsed;
      if (!isJsonObject(value)) return report(line, 'is no object of properties', true);
      if (splitter.sawResponse && isEnvelope(value)) return;
      const rows = rowsById(value);
      for (const row of rows ?? [value]) take(row, line);
    },
    fault: (line, problem) => report(line, problem, true),
  });
  for await (const chunk of chunks) {
    splitter.push(chunk);
    yield* found;
    found = [];
  }
  splitter.end();
  yield* found;
}

/** What is left of `{"data": […]}` once its elements were taken. */
function isEnvelope({ data }: JsonObject): boolean {
  return Array.isArray(data) && data.length === 0;
}

/** Rows that are the members of one object, by id. */
function rowsById(value: JsonObject): JsonObject[] | undefined {
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every(([, member]) => isJsonObject(member))) return undefined;
  return entries.map(([id, member]) => ({ ...(member as JsonObject), id: id satisfies JsonValue }));
}
