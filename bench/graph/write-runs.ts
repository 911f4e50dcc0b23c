/** Makes up archives of molecular dynamics: many small ones and one large one, all of the same shape. */
import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RandomSource } from '../random-source.ts';

export interface RunSizes {
  /** Archives in all, the large one among them. */
  readonly archives: number;
  readonly framesOfLarge: number;
  readonly framesOfSmall: number;
}

export interface WrittenRuns {
  /** Folder of the database, in the folder scheme. */
  readonly folder: string;
  readonly largePath: string;
  readonly largeBytes: number;
  readonly totalBytes: number;
}

export const largeId = 'large';

export function smallId(number: number): string {
  return `small-${String(number).padStart(4, '0')}`;
}

export async function writeRuns(parent: string, sizes: RunSizes): Promise<WrittenRuns> {
  const folder = join(parent, 'runs');
  await mkdir(join(folder, 'archive'), { recursive: true });
  const write = async (id: string, frames: number, seed: number): Promise<[string, number]> => {
    const path = join(folder, 'archive', `${id}.json`);
    await pipeline(Readable.from(runText(frames, seed)), createWriteStream(path));
    return [path, (await stat(path)).size];
  };
  const [largePath, largeBytes] = await write(largeId, sizes.framesOfLarge, 0);
  let totalBytes = largeBytes;
  for (let number = 1; number < sizes.archives; number += 1) {
    totalBytes += (await write(smallId(number), sizes.framesOfSmall, number))[1];
  }
  return { folder, largePath, largeBytes, totalBytes };
}

const atoms = 120;

/** JSON in pieces; some 5 kB a frame. */
function* runText(frames: number, seed: number): Generator<string> {
  const random = new RandomSource(seed + 1);
  const number = (scale: number): number => Math.round(random.between(-scale, scale) * 1e8) / 1e8;
  const vectors = (): number[][] => Array.from({ length: atoms }, () => [number(20), number(20), number(20)]);
  yield `{"metadata":${JSON.stringify({ program: 'made up', n_frames: frames })},`;
  yield `"results":${JSON.stringify({ energy: number(10), last_ref: `#/calculation/${frames - 1}` })},`;
  yield `"method":[${JSON.stringify({ name: 'Lennard-Jones', cutoff: 12, weights: vectors() })}],`;
  yield '"calculation":[';
  for (let frame = 0; frame < frames; frame += 1) {
    const calculation = {
      step: frame * 10,
      method_ref: '#/method/0',
      energy: { total: number(10), kinetic: number(5), potential: number(5) },
      pressure: number(100),
      positions: vectors(),
    };
    yield `${frame === 0 ? '' : ','}${JSON.stringify(calculation)}`;
  }
  yield ']}';
}
