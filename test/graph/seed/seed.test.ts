import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GraphWorld } from '../../../src/graph/index.ts';
import { askGraph } from '../resource/ask-graph.ts';
import { graphWorldOf } from '../resource/graph-world-of.ts';
import { archiveAsPrinted, readSeedPage, seedPagePath } from './read-seed-page.ts';
import { seedExamples } from './seed-examples.ts';
import { entryId, simulationArchive, uploadId } from './simulation-archive.ts';

describe("the examples of NOMAD's page on the querying of archives", () => {
  it.each(seedExamples)('give $name', async ({ request, answer }) => {
    const world = await worldOf(simulationArchive);
    expect(await askGraph(world, request)).toEqual(answer);
  });

  // The page lies outside of the repository.
  it.skipIf(!existsSync(seedPagePath))('come out as they are printed', async () => {
    const examples = readSeedPage();
    const world = await worldOf(archiveAsPrinted(examples));
    expect(examples).toHaveLength(10);
    for (const { request, answer } of examples) {
      expect(await askGraph(world, request)).toEqual(answer);
    }
  });
});

function worldOf(archive: unknown): Promise<GraphWorld> {
  return graphWorldOf({ [uploadId]: { archives: { [entryId]: archive } } });
}
