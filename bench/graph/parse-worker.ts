/**
 * The plain way, in a process of its own: reads a whole archive, parses it, and takes the answers from it. Its task and
 * its result are JSON.
 */
import { readFileSync } from 'node:fs';
import { peakMemory } from '../process-memory.ts';

export interface ParseTask {
  readonly path: string;
}

export interface ParseMeasurement {
  /** From the file to the parsed document, which is what any question costs this way. */
  readonly milliseconds: number;
  readonly peakBytes: number | undefined;
}

const { path } = JSON.parse(process.argv[2]!) as ParseTask;
const started = performance.now();
const document = JSON.parse(readFileSync(path, 'latin1')) as {
  readonly results: { readonly energy: number };
};
const answer = JSON.stringify(document.results.energy);
const milliseconds = performance.now() - started;
if (answer === 'null') throw new Error('the document has no energy');
const result: ParseMeasurement = { milliseconds, peakBytes: peakMemory() };
process.stdout.write(JSON.stringify(result));
