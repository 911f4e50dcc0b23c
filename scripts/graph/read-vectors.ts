/** Recorded requests to the graph of NOMAD, with the answers that are wanted of us. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the vectors lie, which is outside of the repository. */
export const vectorsPath = join(import.meta.dirname, '..', '..', '..', 'shared', 'vectors', 'graph.json');

/** By id of the upload, by id of the entry. */
export type Archives = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface GraphVector {
  readonly name: string;
  readonly group: string;
  readonly archives: Archives;
  readonly request: unknown;
  readonly status: number;
  /** Undefined where only the status counts. */
  readonly body: unknown;
  readonly ignoredKeys: readonly string[];
}

interface Row {
  readonly name: string;
  readonly group: string;
  readonly archives: Archives;
  readonly request: unknown;
  readonly status: number;
  readonly expected: unknown;
  readonly recommended?: unknown;
  readonly recommended_status?: number;
  readonly ignore_keys?: readonly string[];
  readonly private_uploads?: readonly string[];
}

/** All rows but those about uploads that not everybody may read, and about entries that have lost their archives. */
export function readVectors(path = vectorsPath): readonly GraphVector[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as Row[]).filter(isApplicable).map(vectorOf);
}

function isApplicable({ archives, private_uploads: hidden }: Row): boolean {
  const all = Object.values(archives).flatMap((entries) => Object.values(entries));
  return hidden === undefined && !all.includes(null);
}

/** What NOMAD does by mistake has another answer beside it, where it is settled what is right. */
function vectorOf(row: Row): GraphVector {
  const status = row.recommended_status ?? row.status;
  return {
    name: row.name,
    group: row.group,
    archives: row.archives,
    request: row.request,
    status,
    body: status === 200 ? (row.recommended ?? row.expected) : undefined,
    ignoredKeys: row.ignore_keys ?? [],
  };
}
