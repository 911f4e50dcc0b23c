/**
 * Measures how fast archives are asked, and prints a page of Markdown.
 *
 *     npm run bench:graph -- [archives] [frames of the large one] [folder]
 *
 * 1,000 archives, one of them of 100,000 frames (half a gigabyte), and a temporary folder where nothing else is said;
 * what is put into a folder that is named stays there.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { formatGraph } from './graph/format-graph.ts';
import { runGraphBench } from './graph/run-graph.ts';

const [archivesText = '1000', framesText = '100000', folderText] = process.argv.slice(2);
const [archives, frames] = [Number(archivesText), Number(framesText)];
for (const [text, number] of [
  [archivesText, archives],
  [framesText, frames],
] as const) {
  if (Number.isSafeInteger(number) && number >= 2) continue;
  process.stderr.write(`"${text}" is no number from 2 up.\n`);
  process.exit(2);
}
const folder =
  folderText === undefined ? await mkdtemp(join(tmpdir(), 'respawn-graph-')) : resolve(folderText);
try {
  await mkdir(folder, { recursive: true });
  const result = await runGraphBench({
    sizes: { archives, framesOfLarge: frames, framesOfSmall: Math.max(2, Math.round(frames / 500)) },
    folder,
    secondsMax: 5,
    onStep: (step) => void process.stderr.write(`${step} …\n`),
  });
  process.stdout.write(formatGraph(result));
} finally {
  if (folderText === undefined) await rm(folder, { recursive: true, force: true });
}
