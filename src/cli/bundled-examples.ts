import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The examples that come with the program. */
export const examplesFolder = join(import.meta.dirname, '..', '..', 'examples');

/** Is served as a file, for whoever wants to see how spawning goes. */
const spawnExample = 'flat-structures';

/** Those that are served where nothing else is: folders that describe themselves, else files of OPTIMADE JSON. */
export function bundledExamples(): readonly string[] {
  if (!existsSync(examplesFolder)) return [];
  return readdirSync(examplesFolder, { withFileTypes: true })
    .filter((item) => item.isDirectory() && item.name !== spawnExample)
    .map(({ name }) => join(examplesFolder, name))
    .sort()
    .flatMap((folder) => {
      const names = readdirSync(folder);
      if (names.includes('respawn.yaml')) return [folder];
      return names.filter((name) => /\.jsonl?$/.test(name)).map((name) => join(folder, name));
    });
}
