/**
 * Measures the program on made-up structures and prints a page of Markdown.
 *
 *     npm run bench -- [number of structures] [folder]
 *
 * 10,000 structures and a temporary folder where nothing else is said; a folder that is named is kept.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { formatResult } from './format-result.ts';
import { runBench } from './run-bench.ts';

const [totalText = '10000', folderText] = process.argv.slice(2);
const total = Number(totalText);
if (!Number.isSafeInteger(total) || total < 1) {
  process.stderr.write(`"${totalText}" is no number of structures.\n`);
  process.exit(2);
}
const folder =
  folderText === undefined ? await mkdtemp(join(tmpdir(), 'respawn-bench-')) : resolve(folderText);
try {
  await mkdir(folder, { recursive: true });
  const onStep = (step: string): void => void process.stderr.write(`${step} …\n`);
  process.stdout.write(formatResult(await runBench({ total, folder, secondsMax: 3, onStep })));
} finally {
  if (folderText === undefined) await rm(folder, { recursive: true, force: true });
}
