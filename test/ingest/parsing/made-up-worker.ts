/** A thread whose reader does what the text of a piece tells it to. */
import { Buffer } from 'node:buffer';
import type { DoTask } from '../../../src/ingest/parsing/parse-task.ts';
import type { ReadEntry } from '../../../src/ingest/parsing/read-entry.ts';
import { serveTasks } from '../../../src/ingest/parsing/serve-tasks.ts';
import type { FilePiece } from '../../../src/ingest/reader/format/format-reader.ts';

const kept: number[][] = [];

function read({ bytes, line, index }: FilePiece): ReadEntry {
  const text = Buffer.from(bytes).toString();
  if (text === 'hang') for (;;);
  if (text === 'grow') for (;;) kept.push(new Array<number>(100_000).fill(kept.length + 0.5));
  if (text === 'exit') process.exit(3);
  if (text === 'throw') throw new Error('no reader throws');
  return {
    ...{ line, piece: index, part: undefined, id: text, entryType: 'structures', meta: undefined },
    ...{ attributes: {}, properties: {}, references: [], remarks: [], source: undefined },
  };
}

const doTask: DoTask = ({ files }, beginPiece) => ({
  files: files.map(({ pieces }) => ({
    entries: pieces.map((piece) => {
      beginPiece();
      return read(piece);
    }),
    faults: [],
  })),
});

serveTasks(doTask);
