/**
 * Plan → the rows it stands for. Small sets come as lists, others as bits; which way is taken is a matter of
 * cost.
 */
import { unreachable } from '../../../base/index.ts';
import { addRows, extractRows, fillRows, hasRow, intersect, removeRows, subtract, unite } from './bitset.ts';
import { complementOrdinals, countOrdinals } from './ordinal-set.ts';
import type { AndPlan, ExceptPlan, HoldersPlan, OrPlan, Plan } from './plan.ts';
import { andPlan } from './plan.ts';
import { planFilter } from './plan-filter.ts';
import type { RowFilter } from './row-filter.ts';
import type { RowSet } from './row-set.ts';
import { bitRows, listedRows, noRows, ownBits, rowList } from './row-set.ts';
import { runOnly } from './run-only.ts';
import type { Workbench } from './workbench.ts';

/** One ordinal's rows stay a list up to this part of all rows: as bits they would take more room. */
const listPart = 32;
/** A union stays a list up to this part: sorting more costs more than going over the bits. */
const sortedPart = 512;

export async function runPlan(plan: Plan, bench: Workbench): Promise<RowSet> {
  if (bench.pace.isOver()) await bench.pace.pause();
  switch (plan.kind) {
    case 'all':
      return { kind: 'all', count: plan.bound };
    case 'none':
      return noRows;
    case 'holders':
      return runHolders(plan, bench);
    case 'only':
      return runOnly(plan, bench);
    case 'and':
      return runAnd(plan, bench);
    case 'or':
      return runOr(plan, bench);
    case 'except':
      return runExcept(plan, bench);
    case 'tested':
      return filterRows(
        singleList(plan.base, bench) ?? (await runPlan(plan.base, bench)),
        plan.makeFilter(),
        bench,
      );
    default:
      return unreachable(plan);
  }
}

/**
 * The rows of one ordinal as a list even where bits are stored, since a filter goes over rows; if not most
 * are in it.
 */
function singleList(plan: Plan, { rowCount }: Workbench): RowSet | undefined {
  if (plan.kind !== 'holders' || countOrdinals(plan.ordinals) !== 1 || plan.bound > rowCount / 4)
    return undefined;
  return listedRows(plan.column.postings.rows(plan.ordinals[0]!, plan.ordinals[1]!));
}

function runHolders({ column, ordinals, bound, exact }: HoldersPlan, { rowCount, pool }: Workbench): RowSet {
  const { postings } = column;
  if (ordinals.length === 2 && ordinals[1]! - ordinals[0]! === 1) {
    const bits = postings.bitset(ordinals[0]!);
    if (bits !== undefined) return bitRows(bits, false, bound);
    return listedRows(postings.rows(ordinals[0]!, ordinals[1]!));
  }
  if (bound <= rowCount / sortedPart) {
    return listedRows(sortedOnce(postings.rowsOf(ordinals)));
  }
  const bits = pool.take();
  if (column.kind === 'scalar' && bound > rowCount / 2) {
    fillRows(bits, rowCount);
    const others = complementOrdinals(ordinals, postings.nullOrdinal + 1);
    postings.removeFrom(bits, others);
  } else {
    bits.fill(0);
    postings.addTo(bits, ordinals);
  }
  return exact ? bitRows(bits, true, bound) : bitRows(bits, true);
}

function joined(lists: readonly Uint32Array[]): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let offset = 0;
  for (const list of lists) {
    rows.set(list, offset);
    offset += list.length;
  }
  return rows;
}

/** The same rows, ascending and each once. */
function sortedOnce(rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  rows.sort();
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    if (index === 0 || rows[index] !== rows[index - 1]) rows[count++] = rows[index]!;
  }
  return rows.subarray(0, count);
}

/** From the smallest set on; tests come last, on the rows that all else left. */
async function runAnd({ parts }: AndPlan, bench: Workbench): Promise<RowSet> {
  const tested = parts.filter((part) => part.kind === 'tested');
  if (tested.length > 0) {
    const bases = parts.map((part) => (part.kind === 'tested' ? part.base : part));
    let rows = await runPlan(andPlan(bases, bench.rowCount), bench);
    for (const { makeFilter } of tested) rows = await filterRows(rows, makeFilter(), bench);
    return rows;
  }
  let rows = await runPlan(parts[0]!, bench);
  for (const part of parts.slice(1)) {
    if (rows.count === 0) return noRows;
    rows = await narrow(rows, part, bench);
  }
  return rows;
}

/** Testing a row costs about as much as setting so many bits. */
const testCost = 8;

async function narrow(rows: RowSet, plan: Plan, bench: Workbench): Promise<RowSet> {
  const filter = rows.count * testCost < workOf(plan, bench) ? planFilter(plan) : undefined;
  if (filter !== undefined) return filterRows(rows, filter, bench);
  const others = await runPlan(plan, bench);
  return intersectRows(rows, others, bench);
}

/** About how many bits are set, or words united, in working a plan out. */
function workOf(plan: Plan, { rowCount }: Workbench): number {
  if (plan.kind === 'only') return rowCount / 8;
  if (plan.kind !== 'holders') return 0;
  const { column, ordinals } = plan;
  const words = rowCount / 32;
  if (countOrdinals(ordinals) === 1) return plan.bound > rowCount / listPart ? 0 : plan.bound / 4;
  const part = column.kind === 'scalar' ? Math.min(plan.bound, rowCount - plan.bound) : plan.bound;
  // Dense ordinals are united word by word; no more than 32 of a scalar column can be dense.
  const dense = column.kind === 'scalar' ? Math.min(32, countOrdinals(ordinals)) * words : part;
  return words + Math.min(part, dense);
}

function intersectRows(left: RowSet, right: RowSet, { rowCount, pool }: Workbench): RowSet {
  if (left.kind === 'all') return right;
  if (right.kind === 'all') return left;
  if (left.kind === 'list') {
    if (right.kind === 'bits') return listedRows(left.rows.filter((row) => hasRow(right.bits, row)));
    return listedRows(commonRows(left.rows, right.rows));
  }
  if (right.kind === 'list') return intersectRows(right, left, { rowCount, pool } as Workbench);
  const bits = ownBits(left, rowCount, pool);
  intersect(bits, right.bits);
  return bitRows(bits, true);
}

function commonRows(left: Uint32Array, right: Uint32Array): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(Math.min(left.length, right.length));
  let count = 0;
  for (let at = 0, other = 0; at < left.length && other < right.length; ) {
    const difference = left[at]! - right[other]!;
    if (difference === 0) rows[count++] = left[at]!;
    if (difference <= 0) at += 1;
    if (difference >= 0) other += 1;
  }
  return rows.subarray(0, count);
}

async function runOr({ parts, bound }: OrPlan, bench: Workbench): Promise<RowSet> {
  const { rowCount, pool } = bench;
  if (bound <= rowCount / sortedPart) {
    const lists: Uint32Array[] = [];
    for (const part of parts) lists.push(rowList(await runPlan(part, bench)));
    return listedRows(sortedOnce(joined(lists)));
  }
  const bits = pool.take().fill(0);
  for (const part of parts) {
    if (bench.pace.isOver()) await bench.pace.pause();
    if (part.kind === 'holders' && !(part.column.kind === 'scalar' && part.bound > rowCount / 2)) {
      part.column.postings.addTo(bits, part.ordinals);
      continue;
    }
    const rows = await runPlan(part, bench);
    if (rows.kind === 'all') return rows;
    if (rows.kind === 'list') addRows(bits, rows.rows);
    else unite(bits, rows.bits);
  }
  return bitRows(bits, true);
}

async function runExcept({ from, minus, bound, exact }: ExceptPlan, bench: Workbench): Promise<RowSet> {
  const [rows, others] = [await runPlan(from, bench), await runPlan(minus, bench)];
  if (others.kind === 'all') return noRows;
  const bits = ownBits(rows, bench.rowCount, bench.pool);
  if (others.kind === 'list') removeRows(bits, others.rows);
  else subtract(bits, others.bits);
  return exact ? bitRows(bits, true, bound) : bitRows(bits, true);
}

/** The rows that pass, portion by portion, with turns for others in between. */
async function filterRows(rows: RowSet, filter: RowFilter, bench: Workbench): Promise<RowSet> {
  const { rowCount, pool, pace } = bench;
  const { portion } = filter;
  if (rows.kind === 'list') {
    const passed = rows.rows.slice();
    let count = 0;
    for (let from = 0; from < passed.length; from += portion) {
      if (pace.isOver()) await pace.pause();
      const part = passed.subarray(from, from + portion);
      const kept = filter.keep(part, part.length);
      passed.copyWithin(count, from, from + kept);
      count += kept;
    }
    return listedRows(passed.subarray(0, count));
  }
  const bits = ownBits(rows, rowCount, pool);
  const part = new Uint32Array(portion);
  for (let word = 0; word < bits.length; word += portion / 32) {
    if (pace.isOver()) await pace.pause();
    const end = Math.min(bits.length, word + portion / 32);
    const count = extractRows(bits, word, end, part);
    bits.fill(0, word, end);
    addRows(bits, part.subarray(0, filter.keep(part, count)));
  }
  return bitRows(bits, true);
}
