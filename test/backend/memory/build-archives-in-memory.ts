import { MemoryWriter } from '../../../src/backend/index.ts';
import type { ArchiveContent, BuiltArchives } from '../archives.ts';
import { writeArchives } from '../archives.ts';

export async function buildArchivesInMemory(content: ArchiveContent): Promise<BuiltArchives> {
  const { referencePatterns } = content;
  const writer = new MemoryWriter(referencePatterns === undefined ? {} : { referencePatterns });
  const told = await writeArchives(writer, content);
  await writer.publish();
  return { archives: writer.archives, ...told, close: () => {} };
}
