/** The requests and answers that the page prints, read from a copy of it which lies outside of the repository. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryId, simulationArchive, uploadId } from './simulation-archive.ts';

const page = 'nomad-querying-archive.txt';
export const seedPagePath = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'seeds', page);

export interface PrintedExample {
  readonly request: unknown;
  readonly answer: unknown;
}

/** A request without an answer behind it is another spelling of the one before; the first has none at all. */
export function readSeedPage(): readonly PrintedExample[] {
  const blocks = jsonBlocks(readFileSync(seedPagePath, 'utf8'));
  const examples: PrintedExample[] = [];
  for (const [index, block] of blocks.entries()) {
    if (!block.includes('"m_request"')) continue;
    const next = blocks[index + 1];
    const answer = next === undefined || next.includes('"m_request"') ? undefined : JSON.parse(next);
    examples.push({ request: JSON.parse(block), answer: answer ?? examples.at(-1)?.answer });
  }
  return examples.filter(({ answer }) => answer !== undefined);
}

/** What stands between a line that opens a map and the one that closes it. */
function jsonBlocks(text: string): string[] {
  const blocks: string[] = [];
  let depth = 0;
  for (const line of text.split('\n')) {
    if (depth === 0 && line === '{') blocks.push('');
    else if (depth === 0) continue;
    blocks.push(blocks.pop() + line);
    depth += (line.match(/[{[]/g) ?? []).length - (line.match(/[}\]]/g) ?? []).length;
  }
  return blocks;
}

/** The made-up archive with the values that the answers print. */
export function archiveAsPrinted(examples: readonly PrintedExample[]): unknown {
  return examples.reduce<unknown>((archive, { answer }) => {
    const { entries, uploads } = answer as PrintedAnswer;
    const resolved = uploads?.[uploadId]?.entries[entryId]?.archive;
    return withPrinted(withPrinted(archive, entries[entryId]?.archive), resolved);
  }, simulationArchive);
}

interface PrintedEntries {
  readonly entries: Readonly<Record<string, { readonly archive: unknown }>>;
}

interface PrintedAnswer extends PrintedEntries {
  readonly uploads?: Readonly<Record<string, PrintedEntries>>;
}

/** The document with each value that an answer prints in its place. */
function withPrinted(document: unknown, printed: unknown): unknown {
  if (printed === undefined || printed === null) return document;
  if (typeof printed === 'string' && /^(__INTERNAL__:|uploads\/)/.test(printed)) return document;
  if (Array.isArray(printed) && Array.isArray(document)) {
    if (!printed.some((item) => typeof item === 'object'))
      return printed.map((item, at) => item ?? document[at]);
    return document.map((item, at) => withPrinted(item, printed[at]));
  }
  if (isObject(printed) && isObject(document)) {
    const keys = [...new Set([...Object.keys(document), ...Object.keys(printed)])];
    return Object.fromEntries(keys.map((key) => [key, withPrinted(document[key], printed[key])]));
  }
  return printed;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
