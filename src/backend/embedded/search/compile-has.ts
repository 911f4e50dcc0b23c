/**
 * HAS, HAS ALL, HAS ANY and HAS ONLY. Tests of one list against constants come down to sets of ordinals.
 * Zipped lists, and values of the same entry on the right, are tested row by row on the rows that the
 * ordinals leave.
 */
import type { BoundFilter, BoundHas, TargetPath } from '../../../query/index.ts';
import type { ListColumn } from './column.ts';
import type { Compilation } from './compilation.ts';
import { compileZip } from './compile-zip.ts';
import { ordinalsOfTest } from './item-ordinals.ts';
import type { Leaf } from './leaf.ts';
import { unknownLeaf } from './leaf.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { uniteOrdinals } from './ordinal-set.ts';
import { knownOfPath, listOfPath, ordinalsOfTargets } from './path-columns.ts';
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
  const sets: OrdinalSet[] = [];
  for (const [test] of groups) sets.push(await ordinalsOfTest(path, column, test!, on));
  switch (filter.quantifier) {
    case 'any':
      return { truth: holdersPlan(column, uniteOrdinals(sets)), known };
    case 'all':
      return {
        truth: andPlan(
          sets.map((ordinals) => holdersPlan(column, ordinals)),
          on.index.rowCount,
        ),
        known,
      };
    case 'only':
      return { truth: onlyPlan(column, uniteOrdinals(sets)), known };
  }
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
  const sets: OrdinalSet[] = [];
  for (const group of filter.groups)
    sets.push(await relatedWhere(listHas({ quantifier: 'any', groups: [group] })));
  if (filter.quantifier === 'any') return holdersPlan(related, uniteOrdinals(sets));
  const plans = sets.map((ordinals) => holdersPlan(related, ordinals));
  return andPlan(plans, on.index.rowCount);
}
