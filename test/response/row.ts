import { MemoryBackend } from '../../src/backend/index.ts';
import type { EntryRow } from '../../src/query/index.ts';
import type { Entry } from '../../src/standard/index.ts';

/** An entry as a backend gives it. */
export function rowOf(entry: Entry): EntryRow {
  return new MemoryBackend([entry]).get(entry)!;
}
