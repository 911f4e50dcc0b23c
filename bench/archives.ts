/**
 * Measures how fast archives of structures are read, and prints a page of Markdown.
 *
 *     npm run bench:archives -- [number of structures] [folder]
 *
 * 5,000 structures and a temporary folder where nothing else is said; what is put into a folder that is named stays
 * there. Where RESPAWN_STRUCTURES_PYTHON names a Python that has ASE and pymatgen, these read the same files.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { formatArchives } from './archives/format-archives.ts';
import { runArchiveBench } from './archives/run-archives.ts';

const [totalText = '5000', folderText] = process.argv.slice(2);
const total = Number(totalText);
if (!Number.isSafeInteger(total) || total < 1) {
  process.stderr.write(`"${totalText}" is no number of structures.\n`);
  process.exit(2);
}
const folder =
  folderText === undefined ? await mkdtemp(join(tmpdir(), 'respawn-archives-')) : resolve(folderText);
try {
  const result = await runArchiveBench({
    total,
    folder,
    python: process.env.RESPAWN_STRUCTURES_PYTHON,
    secondsMax: 60,
    onStep: (step) => void process.stderr.write(`${step} …\n`),
  });
  process.stdout.write(formatArchives(result));
} finally {
  if (folderText === undefined) await rm(folder, { recursive: true, force: true });
}
