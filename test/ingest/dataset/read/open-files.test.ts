import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { planDataset } from '../../../../src/ingest/dataset/plan-dataset.ts';
import { resume } from '../../../../src/ingest/dataset/read/resume.ts';
import type { ReadDatasetOptions } from '../../../../src/ingest/dataset/read-dataset.ts';
import { readDataset } from '../../../../src/ingest/dataset/read-dataset.ts';
import type { Source } from '../../../../src/ingest/index.ts';
import { createParserPool } from '../../../../src/ingest/parsing/create-parser-pool.ts';
import { singleFileTree } from '../../../../src/ingest/source/tree/single-file-tree.ts';
import { treeFile } from '../../../../src/ingest/source/tree/tree-file.ts';
import { memoryFiles } from '../../reader/memory-source.ts';
import type { Contents } from '../dataset-scene.ts';
import { atom, cif, pymatgen } from '../dataset-scene.ts';

/** A source that knows how many of its files are open, each of which gives few bytes at a time. */
function watched(contents: Contents): { readonly source: Source; readonly openFiles: () => number } {
  let open = 0;
  const stored = (path: string) => ({
    path,
    location: path,
    sizeBytes: undefined,
    modifiedAt: undefined,
    async *readStored() {
      open += 1;
      try {
        const bytes = Buffer.from(contents[path]!);
        for (let start = 0; start < bytes.length; start += 8_000) yield bytes.subarray(start, start + 8_000);
      } finally {
        open -= 1;
      }
    },
  });
  const paths = Object.keys(contents);
  const [only] = paths;
  const memory = memoryFiles({});
  const files = async function* () {
    for (const path of paths) yield treeFile(stored(path));
  };
  const find = async (path: string) => (path in contents ? treeFile(stored(path)) : undefined);
  const tree = paths.length === 1 ? singleFileTree(stored(only!)) : { ...memory.tree, files, find };
  return { source: { ...memory, tree }, openFiles: () => open };
}

const list = JSON.stringify(Array.from({ length: 400 }, () => pymatgen('H')));
const row = (index: number) => `{"id":"${index}","type":"structures","attributes":{"nsites":1}}\n`;
const lines = Array.from({ length: 1_500 }, (_, index) => row(index)).join('');

const all: Contents = {
  'a.cif': cif('H'),
  'list.json': list,
  'list.json.gz': gzipSync(list),
  'long.xyz': atom('H').repeat(6_000),
  'lines.jsonl': lines,
  'table.csv': `id,x\n${'a,1\n'.repeat(2_000)}`,
  'refs.bib': '@misc{k, title = {T}}',
  'other.bin': '\0'.repeat(200_000),
  'cut.cif.gz': gzipSync(cif('H')).subarray(0, 60),
};
const cases: [name: string, contents: Contents][] = [
  ['files of all kinds', all],
  ...Object.entries(all).map(([name, content]): [string, Contents] => [name, { [name]: content }]),
];

describe('no file stays open', () => {
  /** All in this thread: what others would do is not the point here. */
  const createPool = () => createParserPool({ bytesHereMax: Number.POSITIVE_INFINITY });
  const options: ReadDatasetOptions = { prefix: 'p', createPool };

  /** Reads as long as `goesOn`; whatever it ends with is of no interest here. */
  async function read(contents: Contents, more: Partial<ReadDatasetOptions>, goesOn: () => boolean) {
    const { source, openFiles } = watched(contents);
    try {
      const plan = await planDataset(source.tree, { location: source.location });
      expect(openFiles()).toBe(0);
      for await (const _ of readDataset(plan, source, { ...options, ...more })) if (!goesOn()) break;
    } catch (error) {
      expect(String(error)).toMatch(/SourceError|enough/);
    }
    return openFiles();
  }

  test.each(cases)('%s: read to the end', async (_, contents) => {
    expect(await read(contents, {}, () => true)).toBe(0);
  });

  test.each(cases)('%s: read up to the first batch', async (_, contents) => {
    expect(await read(contents, {}, () => false)).toBe(0);
  });

  test.each(cases)('%s: called off at the first batch', async (_, contents) => {
    const abort = new AbortController();
    const callOff = () => {
      abort.abort(new Error('enough'));
      return true;
    };
    expect(await read(contents, { signal: abort.signal }, callOff)).toBe(0);
  });

  test.each(cases)('%s: ended by the first fault', async (_, contents) => {
    expect(await read(contents, { onError: 'fail' }, () => true)).toBe(0);
  });
});

test('what was taken up can be ended before it is begun, and gone through', async () => {
  const told: string[] = [];
  async function* numbers() {
    try {
      yield 1;
      yield 2;
    } finally {
      told.push('ended');
    }
  }
  const begun = numbers();
  const { value } = await begun.next();
  await resume([value], begun).return();
  expect(told).toEqual(['ended']);
  const again = numbers();
  const found: number[] = [];
  for await (const number of resume([(await again.next()).value as number], again)) found.push(number);
  expect(found).toEqual([1, 2]);
});
