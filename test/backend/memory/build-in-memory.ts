import { MemoryWriter } from '../../../src/backend/index.ts';
import type { Backend } from '../../../src/query/index.ts';
import type { Entry } from '../../../src/standard/index.ts';

/** Takes entries through the whole life of a writer. */
export async function buildInMemory(entries: readonly Entry[]): Promise<Backend> {
  const writer = new MemoryWriter();
  for (const [index, entry] of entries.entries()) writer.write(entry, { line: index + 1 });
  await writer.index();
  await writer.publish();
  return writer.backend;
}
