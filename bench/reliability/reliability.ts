/**
 * Tries promises of docs/explanation/reliability.md on the real program, with a home folder of its own, and prints what it
 * saw. Ends with 1 where a promise was broken, with 2 where something cannot be tried here.
 *
 *     npm run reliability -- NAME [--SIZE NUMBER …]
 *
 * Needs Linux: processes are watched through /proc.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotRun } from './cannot-run.ts';
import { diskFull } from './scenario/disk-full.ts';
import { hostile } from './scenario/hostile.ts';
import { kill } from './scenario/kill.ts';
import { refresh } from './scenario/refresh.ts';
import { revive } from './scenario/revive.ts';
import { spawnStorm } from './scenario/spawn-storm.ts';
import type { Scenario } from './trial.ts';
import { Trial } from './trial.ts';

const scenarios: Readonly<Record<string, Scenario>> = {
  'spawn-storm': spawnStorm,
  revive,
  kill,
  'disk-full': diskFull,
  hostile,
  refresh,
};

process.exitCode = await main(process.argv.slice(2));

async function main([name = '', ...rest]: readonly string[]): Promise<number> {
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  const sizes = scenario === undefined ? undefined : readSizes(scenario, rest);
  if (scenario === undefined || sizes === undefined) {
    process.stderr.write(usage());
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), `respawn-${name}-`));
  try {
    const trial = new Trial(name, sizes, folder);
    await scenario.run(trial);
    process.stdout.write(trial.text);
    return trial.isBroken ? 1 : 0;
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    process.stderr.write(`${name} cannot be tried here: ${error.message}\n`);
    return 2;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Undefined where they are not understood. */
function readSizes(
  scenario: Scenario,
  rest: readonly string[],
): Readonly<Record<string, number>> | undefined {
  const options = Object.fromEntries(
    Object.keys(scenario.sizes).map((size) => [size, { type: 'string' as const }]),
  );
  let given: Readonly<Record<string, string | boolean | undefined>>;
  try {
    given = parseArgs({ args: [...rest], options }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return undefined;
  }
  const sizes: Record<string, number> = { ...scenario.sizes };
  for (const [size, text] of Object.entries(given)) sizes[size] = Number(text);
  return Object.values(sizes).every((value) => Number.isSafeInteger(value) && value > 0) ? sizes : undefined;
}

function usage(): string {
  const lines = Object.entries(scenarios).map(([name, { about, sizes }]) => {
    const shown = Object.entries(sizes).map(([size, value]) => `[--${size} ${value}]`);
    return `  ${[name, ...shown].join(' ')}\n      ${about}\n`;
  });
  return `npm run reliability -- NAME [--SIZE NUMBER …]\n\n${lines.join('')}`;
}
