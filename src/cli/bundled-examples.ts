import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The examples that come with the program. */
export const examplesFolder = join(import.meta.dirname, '..', '..', 'examples');

/** Their data files. */
export function bundledExamples(): readonly string[] {
  if (!existsSync(examplesFolder)) return [];
  return readdirSync(examplesFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jsonl?)$/.test(name))
    .sort()
    .map((name) => join(examplesFolder, name));
}
