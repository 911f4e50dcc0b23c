/** Databases with archives: `runs` with structures and a file of its own, `loose` with a file and nothing else. */
import type { ServiceSettings } from '../../../src/config/index.ts';
import type { DatabaseDirectory } from '../../../src/registry/index.ts';
import type { Asker } from '../ask.ts';
import { asker } from '../ask.ts';
import { archivesOf, directoryOf, entries, serve } from '../small-database.ts';

export const silicon = `{
  "run": [ {"energy": -1.5, "system_ref": "#/system/0", "deep": {"er": {"still": [1, 2]}}}, {"energy": -2.50} ],
  "system": [ {"label": "Si", "positions": [[0, 0, 0], [1.5, 1.5, 1.5]]} ],
  "a/b": {"ö %": 1, "7": "seven"},
  "other_ref": "../uploads/loose/archive/e1#/data",
  "empty": {}
}`;

export const documents = {
  'structures:Si': silicon,
  'structures:cod/2000000@12%': '{"id": 12}',
  notes: '"only text"',
};

export function archiveDirectory(): DatabaseDirectory {
  const runs = serve('runs', entries, undefined, archivesOf(entries, documents));
  const loose = serve('loose', [], undefined, archivesOf([], { e1: '{"data": {"k": [1, 2, 3]}}' }));
  return directoryOf(runs, loose);
}

export function archiveAsker(settings: Partial<ServiceSettings> = {}): Asker {
  return asker({ directory: archiveDirectory(), settings });
}
