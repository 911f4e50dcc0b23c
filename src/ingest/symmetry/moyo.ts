/**
 * The library that finds symmetry, a WebAssembly program, and its tables. Started when it is first asked for,
 * once a thread. A RuntimeError leaves it with less of its stack each time, so it is then replaced by a fresh
 * copy.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import * as firstCopy from '@spglib/moyo-wasm';
import { limits } from '../../base/index.ts';

export type Moyo = Pick<
  typeof firstCopy,
  'analyze_cell' | 'hall_symbol_entry' | 'operations_from_number' | 'wyckoff_positions'
>;

/** As the metadata of properties name it. */
export const moyoName = 'moyo';

const { resolve } = createRequire(import.meta.url);
const packageName = '@spglib/moyo-wasm';

let running: Moyo | undefined;
let copies = 1;

/** The program, started. */
export function moyo(): Moyo {
  running ??= start(firstCopy);
  return running;
}

function start(copy: typeof firstCopy): Moyo {
  copy.initSync({ module: readFileSync(resolve(`${packageName}/moyo_wasm_bg.wasm`)) });
  return copy;
}

let version: string | undefined;

export function moyoVersion(): string {
  version ??= (
    JSON.parse(readFileSync(resolve(`${packageName}/package.json`), 'utf8')) as { version: string }
  ).version;
  return version;
}

/**
 * Puts a fresh copy in the place of a program that ended in an error; until it is there, the old one goes on.
 * False where there were too many already: each stays in memory.
 *
 * Limits: `symmetryProgramsMax`.
 */
export async function replaceMoyo(): Promise<boolean> {
  if (copies >= limits.symmetryProgramsMax) return false;
  copies += 1;
  // A module is loaded anew only under another address.
  const url = `${pathToFileURL(resolve(packageName)).href}?copy=${copies}`;
  running = start((await import(/* @vite-ignore */ url)) as typeof firstCopy);
  return true;
}
