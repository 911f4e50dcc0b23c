/**
 * HAS, HAS ALL, HAS ANY and HAS ONLY. Tests of one list against constants come down to sets of ordinals.
 * Zipped lists, and values of the same entry on the right, are tested row by row on the rows that the
 * ordinals leave.
 */
import type { BoundFilter, BoundHas, ItemTest, TargetPath } from '../../../query/index.ts';
import type { ListColumn } from './column.ts';
import { gatherOrdinals, gatherPlans } from './combine-plans.ts';
import type { Compilation } from './compilation.ts';
import { compileZip } from './compile-zip.ts';
import { ordinalsOfTest } from './item-ordinals.ts';
import type { Leaf } from './leaf.ts';
import { unknownLeaf } from './leaf.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { knownOfPath, listOfPath, ordinalsOfTargets } from './path-columns.ts';
import type { Plan } from './plan.ts';
import { andPlan, exceptPlan, holdersPlan, onlyPlan } from './plan.ts';

export async function compileHas(filter: BoundHas, on: Compilation): Promise<Leaf | undefined> {
  const { paths, groups } = filter;
  const [path] = paths;
  const constants = groups.every((tests) => tests.every(({ right }) => right.kind === 'constant'));
  if (path === undefined || paths.length > 1 || !constants) return compileZip(filter, on);

  const column = listOfPath(path, on);
  if (column === 'absent') return unknownLeaf;
  const known = await knownOfPath(path, on);
  if (column === undefined || known === undefined) return undefined;
  if (path.kind === 'target' && path.path.list) {
    return { truth: await relatedLists(filter, path, column, on), known };
  }
  const sets = setsInTurn(groups, ([test]) => ordinalsOfTest(path, column, test!, on), on);
  switch (filter.quantifier) {
    case 'any':
      return { truth: holdersPlan(column, await uniteAll(sets)), known };
    case 'all':
      return { truth: await holdersOfAll(column, sets, on), known };
    case 'only':
      return { truth: onlyPlan(column, await uniteAll(sets)), known };
  }
}

/** One set for each group of tests, with turns for others in between. */
async function* setsInTurn(
  groups: BoundHas['groups'],
  setOf: (group: readonly ItemTest[]) => Promise<OrdinalSet>,
  { pace }: Compilation,
): AsyncGenerator<OrdinalSet> {
  for (const group of groups) {
    if (pace.isOver()) await pace.pause();
    yield setOf(group);
  }
}

async function uniteAll(sets: AsyncIterable<OrdinalSet>): Promise<OrdinalSet> {
  const union = gatherOrdinals();
  for await (const set of sets) union.add(set);
  return union.combined();
}

async function holdersOfAll(
  column: ListColumn,
  sets: AsyncIterable<OrdinalSet>,
  on: Compilation,
): Promise<Plan> {
  const plans = gatherPlans(andPlan, on.index.rowCount);
  for await (const set of sets) plans.add(holdersPlan(column, set));
  return plans.combined();
}

/** Tests of the items of all lists that the related entries have. */
async function relatedLists(filter: BoundHas, path: TargetPath, related: ListColumn, on: Compilation) {
  const relatedWhere = (condition: BoundFilter) => ordinalsOfTargets(related, path, condition, on);
  const listHas = (changes: Partial<BoundHas>): BoundHas => ({ ...filter, paths: [path.path], ...changes });
  if (filter.quantifier === 'only') {
    const known: BoundFilter = { kind: 'known', path: path.path, known: true };
    const violating = await relatedWhere({ kind: 'not', operand: listHas({}) });
    return exceptPlan(holdersPlan(related, await relatedWhere(known)), holdersPlan(related, violating));
  }
  const hasOne = (group: readonly ItemTest[]) =>
    relatedWhere(listHas({ quantifier: 'any', groups: [group] }));
  const sets = setsInTurn(filter.groups, hasOne, on);
  if (filter.quantifier === 'any') return holdersPlan(related, await uniteAll(sets));
  return holdersOfAll(related, sets, on);
}
