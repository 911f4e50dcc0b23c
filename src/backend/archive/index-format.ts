/**
 * The index of an archive, by which parts of the document are found without reading the rest. It is made in
 * one pass, so what belongs to a value stands before what belongs to the container around it.
 *
 *     index    = magic, { node | keys }, root
 *     node     = kind and flags, start, end, length, number of runs, number of key tables, { run }, { key table }
 *     run      = position and flag, start, end, node
 *     key table = offset, number of keys
 *     keys     = { hash of a key, run }, ascending
 *     root     = length of the document, start, end, node, flag, magic
 *
 * All are numbers of 32 bits, the lowest byte first. `start` and `end` are a range of bytes of the document,
 * `node` the offset of a node in the index, or 0.
 *
 * Only values of about 4 KiB and more have a node: they are *entered*. The children of an entered container
 * are told in runs: an entered child is a run of its own, and small children that follow each other are one
 * as long as they are not larger together. A run begins with the key of its first child. Who looks for a
 * child finds its run by its position, or by the hash of its key in the tables that large maps have, and
 * scans it. Thus a long list of numbers is in blocks, and no read needs more of a table than some rows.
 */
import type { NodeKind } from './archive-node.ts';

export const magic = 0x41524331;
export const wordBytes = 4;
export const headerBytes = 6 * wordBytes;
export const runBytes = 4 * wordBytes;
export const keyTableBytes = 2 * wordBytes;
export const keyBytes = 2 * wordBytes;
export const rootBytes = 6 * wordBytes;

/** Kinds by their number. */
export const nodeKinds: readonly NodeKind[] = [
  'map',
  'sections',
  'list',
  'string',
  'number',
  'boolean',
  'null',
];
/** Says of a node or of a root that references may stand there. */
export const nodeReferenceFlag = 0x100;
/** Says that of a run; the rest is the position of its first child. */
export const runReferenceFlag = 0x8000_0000;

/** Bytes from which on a value is entered. */
export const enteredBytesMinDefault = 4096;
/** Keys of one table, which is held in memory until it is full: it is one block of a file. */
export const tableKeysMax = 8192;
/** Runs up to which they are scanned one after the other for a key, rather than having a table. */
export const scannedRunsMax = 8;

/**
 * Deeper values are entered only when they are larger: otherwise brackets around brackets would have an index
 * many times their own size.
 */
export function enteredBytesMinAt(depth: number, enteredBytesMin: number): number {
  return enteredBytesMin * (1 + Math.floor(depth / 16));
}

export function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
