import type { FileResult, ParserPool, ParseTask } from '../../parsing/parser-pool.ts';
import type { ReadStep } from './read-step.ts';

/** A step and, where it has pieces, what they were found to hold. */
export interface ParsedStep {
  readonly step: ReadStep;
  readonly result: FileResult | undefined;
}

/** Bytes of one task, and what a file counts for whatever its size: some dozens of small ones make a task. */
const taskBytes = 256 * 1024;
const stepBytes = 4 * 1024;

/**
 * Has the pieces of steps parsed, as many tasks at once as the pool is wide and one that waits, and gives the steps
 * back in their order.
 */
export async function* parseInOrder(
  steps: AsyncIterable<ReadStep>,
  pool: ParserPool,
  how: Omit<ParseTask, 'files'>,
): AsyncGenerator<readonly ParsedStep[]> {
  const underWay: Promise<readonly ParsedStep[]>[] = [];
  let batch: ReadStep[] = [];
  let bytes = 0;
  const dispatch = () => {
    const parsed = parseBatch(batch, pool, how);
    // Where reading ends before its turn comes, nobody hears of what becomes of it.
    parsed.catch(() => {});
    underWay.push(parsed);
    batch = [];
    bytes = 0;
  };
  for await (const step of steps) {
    batch.push(step);
    bytes += weightOf(step);
    if (bytes < taskBytes) continue;
    dispatch();
    while (underWay.length > pool.width) yield await underWay.shift()!;
  }
  if (batch.length > 0) dispatch();
  while (underWay.length > 0) yield await underWay.shift()!;
}

function weightOf(step: ReadStep): number {
  if (step.kind === 'records') return taskBytes;
  return step.pieces.reduce((sum, { bytes }) => sum + bytes.length, stepBytes);
}

async function parseBatch(
  steps: readonly ReadStep[],
  pool: ParserPool,
  how: Omit<ParseTask, 'files'>,
): Promise<readonly ParsedStep[]> {
  const withPieces = steps.filter((step) => step.kind === 'pieces' && step.pieces.length > 0) as Extract<
    ReadStep,
    { readonly kind: 'pieces' }
  >[];
  const files = withPieces.map(({ file, pieces }) => ({
    format: file.format,
    path: file.selected.path,
    pieces,
  }));
  const { files: results } = files.length === 0 ? { files: [] } : await pool.parse({ ...how, files });
  const byStep = new Map<ReadStep, FileResult>(withPieces.map((step, index) => [step, results[index]!]));
  return steps.map((step) => ({ step, result: byStep.get(step) }));
}
