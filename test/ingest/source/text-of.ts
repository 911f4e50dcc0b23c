import type { Source } from '../../../src/ingest/index.ts';

/** What the files of a source hold, one after the other. */
export async function textOf({ tree }: Source): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const file of tree.files()) for await (const chunk of file.read()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
