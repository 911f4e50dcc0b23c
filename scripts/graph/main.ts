/**
 * Holds the graph of running servers against recorded requests: each row is asked of a server that was started on its
 * archives, some rows by GET and of one database, too; and the examples of NOMAD's page on the querying of archives.
 * Ends with `N passed, N failed, N skipped`, exit code 1 where anything failed.
 */
import { existsSync } from 'node:fs';
import { archiveAsPrinted, readSeedPage, seedPagePath } from '../../test/graph/seed/read-seed-page.ts';
import { seedExamples } from '../../test/graph/seed/seed-examples.ts';
import { archivesOf, simulationArchive } from '../../test/graph/seed/simulation-archive.ts';
import { printDifference } from './compare-answers.ts';
import type { Archives, GraphVector } from './read-vectors.ts';
import { readVectors, vectorsPath } from './read-vectors.ts';
import { replayRows } from './replay-rows.ts';

const serversAtATime = 2;
const tally = { passed: 0, failed: 0, skipped: 0 };

const sets: GraphVector[][] = [groupOf(archivesOf(simulationArchive), seedExamples)];
if (existsSync(vectorsPath)) sets.push(...byArchives(readVectors()));
else skip('recorded requests', vectorsPath);
if (existsSync(seedPagePath)) {
  const examples = readSeedPage();
  const named = examples.map((example, index) => ({ ...example, name: `printed example ${index + 1}` }));
  sets.push(groupOf(archivesOf(archiveAsPrinted(examples)), named));
} else {
  skip('the examples as they are printed', seedPagePath);
}

const waiting = [...sets];
await Promise.all(Array.from({ length: serversAtATime }, replayWaiting));
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exitCode = tally.failed === 0 ? 0 : 1;

async function replayWaiting(): Promise<void> {
  for (let rows = waiting.shift(); rows !== undefined; rows = waiting.shift()) {
    for (const { name, differences } of await replayRows(rows)) {
      if (differences.length === 0) {
        tally.passed += 1;
        continue;
      }
      tally.failed += 1;
      console.log(`FAIL ${name}`);
      for (const difference of differences) console.log(`       ${printDifference(difference)}`);
    }
  }
}

function skip(name: string, path: string): void {
  console.log(`skip ${name}: ${path} is not here`);
  tally.skipped += 1;
}

/** Rows about the same archives can share a server. */
function byArchives(vectors: readonly GraphVector[]): GraphVector[][] {
  return [...Map.groupBy(vectors, ({ archives }) => JSON.stringify(archives)).values()];
}

function groupOf(
  archives: Archives,
  examples: readonly { readonly name: string; readonly request: unknown; readonly answer: unknown }[],
): GraphVector[] {
  return examples.map(({ name, request, answer }) => ({
    name,
    group: 'seed',
    archives,
    request,
    status: 200,
    body: answer,
    ignoredKeys: [],
  }));
}
