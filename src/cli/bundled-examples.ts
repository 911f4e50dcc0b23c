import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The examples that come with the program. */
export const examplesFolder = join(import.meta.dirname, '..', '..', 'examples');

/** Is served as a file, for whoever wants to see how spawning goes. */
const spawnExample = 'flat-structures';

/** The data files of those that are served where nothing else is. */
export function bundledExamples(): readonly string[] {
  if (!existsSync(examplesFolder)) return [];
  return readdirSync(examplesFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jsonl?)$/.test(name) && !name.startsWith(spawnExample))
    .sort((left, right) => (dirname(left) < dirname(right) ? -1 : 1))
    .map((name) => join(examplesFolder, name));
}
