/**
 * Measures how fast documents are checked and indexed, in processor time of one thread, and prints a table of Markdown.
 *
 *     node bench/archive-index.ts [megabytes of a document]
 *
 * 200 MB where nothing is said. The documents are made chunk by chunk and are nowhere as a whole.
 */
import { Buffer } from 'node:buffer';
import { ArchiveIndexer } from '../src/backend/archive/archive-indexer.ts';
import { compileReferencePatterns, defaultReferencePatterns } from '../src/backend/index.ts';
import { formatTable } from './format-table.ts';

const megabytes = Number(process.argv[2] ?? '200');
if (!(megabytes > 0)) {
  process.stderr.write(`"${process.argv[2]}" is no number of megabytes.\n`);
  process.exit(2);
}

/** Documents by what they are lists or maps of: the beginning, what is repeated, and the end. */
const documents: Record<string, readonly [begin: string, repeated: string, end: string]> = {
  'frames of molecular dynamics': ['{"calculation":[', `${madeFrame()},`, '{}]}'],
  numbers: ['[', '1.25,-3.75e-3,', '0]'],
  'short texts': ['[', '"Si","O",', '""]'],
  'long texts': ['[', `"${'text '.repeat(100)}",`, '""]'],
  'small maps': ['[', '{"name":"Si","mass":28.0855},', '{}]'],
  'a map of many keys': ['{', '"key":1,', '"last":1}'],
  'brackets in brackets': ['[', `${'['.repeat(300)}${']'.repeat(300)},`, '0]'],
};

const rows = Object.entries(documents).map(([name, parts]) => [name, ...measure(...parts)]);
process.stdout.write(
  `${formatTable(['document', 'MB/s', 'index, % of the document', 'memory, MB'], rows)}\n`,
);

function madeFrame(): string {
  const positions = Array.from({ length: 150 }, (_, atom) => [atom * 1.234_567, atom / 7, -atom / 3]);
  return JSON.stringify({ step: 1, energy: { total: { value: -1.5e-17 } }, pressure: 101_325.5, positions });
}

function measure(begin: string, repeated: string, end: string): string[] {
  const chunk = Buffer.from(repeated.repeat(Math.ceil(65_536 / repeated.length)));
  const indexer = new ArchiveIndexer({
    isReference: compileReferencePatterns(defaultReferencePatterns),
    document: () => {},
    index: () => {},
  });
  const before = process.cpuUsage();
  let memory = 0;
  indexer.push(Buffer.from(begin));
  for (let bytes = 0; bytes < megabytes * 1e6; bytes += chunk.length) {
    indexer.push(chunk);
    if (bytes % (chunk.length * 64) === 0) memory = Math.max(memory, process.memoryUsage.rss());
  }
  indexer.push(Buffer.from(end));
  const { sizeBytes, indexBytes } = indexer.finish();
  const { user, system } = process.cpuUsage(before);
  const speed = sizeBytes / (user + system);
  return [speed.toFixed(0), ((100 * indexBytes) / sizeBytes).toFixed(1), (memory / 1e6).toFixed(0)];
}
