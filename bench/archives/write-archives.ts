/** Writes made-up crystals in all the forms that are measured. */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { zipOf } from '../../test/ingest/source/tree/zip-builder.ts';
import { madeCif } from './made-cif.ts';
import type { MadeCrystal } from './made-crystal.ts';
import { makeCrystal } from './made-crystal.ts';
import { propertyHead, propertyRow, pymatgenEntry, xyzFrame } from './made-documents.ts';

/** Where each form lies. */
export interface Archives {
  readonly zip: string;
  readonly tarball: string;
  readonly folder: string;
  readonly pymatgen: string;
  readonly xyz: string;
}

interface Member {
  readonly name: string;
  readonly content: string;
}

const filesPerFolder = 1000;
/** More need the zip64 form. */
const plainZipMembersMax = 0xfffe;

/** The same crystals as CIF in three kinds of archive, each with a table of properties, as a list and as frames. */
export async function writeArchives(total: number, folder: string): Promise<Archives> {
  const archives = {
    zip: join(folder, 'made.zip'),
    tarball: join(folder, 'made.tar.gz'),
    folder: join(folder, 'made'),
    pymatgen: join(folder, 'made.json'),
    xyz: join(folder, 'made.xyz'),
  };
  await writeFile(archives.zip, zipOf([...members(total)], { zip64: total > plainZipMembersMax }));
  await writeTarball(total, archives.tarball);
  await writeFolder(total, archives.folder);
  await pipeline(pymatgenList(total), createWriteStream(archives.pymatgen));
  await pipeline(xyzFrames(total), createWriteStream(archives.xyz));
  return archives;
}

/** The files, then the table. */
function* members(total: number): Generator<Member> {
  let table = propertyHead;
  for (const [number, crystal] of madeCrystals(total)) {
    const id = `made-${String(number).padStart(7, '0')}`;
    table += propertyRow(id, number);
    yield {
      name: `cifs/${Math.floor(number / filesPerFolder)}/${id}.cif`,
      content: madeCif(number, crystal),
    };
  }
  yield { name: 'properties.csv', content: table };
}

function* madeCrystals(total: number): Generator<readonly [number: number, crystal: MadeCrystal]> {
  for (let number = 0; number < total; number += 1) yield [number, makeCrystal(number)];
}

async function writeTarball(total: number, path: string): Promise<void> {
  const bundle = pack();
  const written = pipeline(bundle, createGzip(), createWriteStream(path));
  for (const { name, content } of members(total)) {
    await new Promise<void>((resolve, reject) => {
      bundle.entry({ name }, content, (error) => (error ? reject(error) : resolve()));
    });
  }
  bundle.finalize();
  await written;
}

async function writeFolder(total: number, folder: string): Promise<void> {
  let last = '';
  for (const { name, content } of members(total)) {
    const path = join(folder, name);
    if (dirname(path) !== last) await mkdir(dirname(path), { recursive: true });
    last = dirname(path);
    await writeFile(path, content);
  }
}

async function* pymatgenList(total: number): AsyncGenerator<string> {
  for (const [number, crystal] of madeCrystals(total)) {
    yield `${number === 0 ? '[' : ',\n'}${pymatgenEntry(number, crystal)}`;
  }
  yield ']\n';
}

async function* xyzFrames(total: number): AsyncGenerator<string> {
  for (const [number, crystal] of madeCrystals(total)) yield xyzFrame(number, crystal);
}
