import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SourceRecord } from '../../../src/ingest/index.ts';
import { openSource } from '../../../src/ingest/index.ts';
import { describeFormat } from '../../../src/ingest/reader/read-records.ts';
import { onlyFile, readAll } from './memory-source.ts';

const reference = join(import.meta.dirname, '../../../../shared/reference');
const isPresent = existsSync(reference);

/** How many records there are of each kind, entries by their type. */
function tally(records: readonly SourceRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const record of records) {
    const kind = record.kind === 'entry' ? String(record.type) : record.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

describe.skipIf(!isPresent)(`real files${isPresent ? '' : ' (skipped: ../shared is absent)'}`, () => {
  test.each<[file: string, format: string, counts: Record<string, number>]>([
    [
      'python-tools/test_data.jsonl',
      'OPTIMADE JSON Lines',
      { header: 1, 'entry-info': 3, structures: 17, references: 4, files: 3 },
    ],
    [
      'maker-examples/direct_from_jsonl/optimade.jsonl',
      'OPTIMADE JSON Lines',
      { header: 1, 'entry-info': 1, structures: 3 },
    ],
    [
      'maker-examples/direct_from_jsonl_gz/example.jsonl.gz',
      'OPTIMADE JSON Lines',
      { header: 1, 'entry-info': 1, structures: 3 },
    ],
    ['necroptimade/test_structures.json', 'a JSON list of flat documents', { structures: 17 }],
    ['python-tools/models/test_good_structures.json', 'a JSON list of flat documents', { structure: 7 }],
    [
      'python-tools/models/test_bad_structures.json',
      'a JSON list of database documents',
      { structure: 14, undefined: 17 },
    ],
    ['python-tools/test_links.json', 'a JSON list of database documents', { links: 1 }],
    ['providers/providers.json', 'a saved response of an OPTIMADE API', { meta: 1, links: 28 }],
  ])('%s', async (file, format, counts) => {
    const source = await openSource(join(reference, file));
    expect((await describeFormat(await onlyFile(source))).name).toBe(format);
    expect(tally(await readAll(source))).toEqual(counts);
  });

  test('dates and keys of a database come out plain', async () => {
    const records = await readAll(await openSource(join(reference, 'necroptimade/test_structures.json')));
    expect(records[0]).toMatchObject({
      id: 'mpf_1',
      type: 'structures',
      attributes: { immutable_id: '5cfb441f053b174410700d02', last_modified: '2019-06-08T05:13:37.331Z' },
      relationships: { references: { data: [{ type: 'references', id: 'dijkstra1968' }] } },
      datePaths: ['last_modified'],
      remarks: [],
    });
  });

  test('old entry info is named by its description, NaN becomes null', async () => {
    const records = await readAll(
      await openSource(join(reference, 'maker-examples/direct_from_jsonl_gz/example.jsonl.gz')),
    );
    expect(records[1]).toMatchObject({ kind: 'entry-info', entryType: 'structures' });
    const remarks = records.flatMap((record) => (record.kind === 'entry' ? record.remarks : []));
    expect(remarks).toMatchObject([{ code: 'not-a-number', count: 1 }]);
  });
});
