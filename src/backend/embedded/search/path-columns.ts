/**
 * Paths of a query → columns of the index. `absent`: no entry has a value; undefined: the index cannot tell.
 */
import type { BoundFilter, PropertyPath, TargetPath } from '../../../query/index.ts';
import type { ListColumn, ScalarColumn } from './column.ts';
import type { Compilation } from './compilation.ts';
import type { NumberDictionary } from './dictionary.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { noOrdinals, ordinalsOf } from './ordinal-set.ts';
import { placesIn } from './places.ts';
import type { Plan } from './plan.ts';
import { holdersPlan, knownPlan, nonePlan } from './plan.ts';
import { memberTest } from './row-set.ts';

export function scalarOfPath(path: PropertyPath, on: Compilation): ScalarColumn | 'absent' | undefined {
  if (path.kind !== 'attribute') return undefined;
  const column = on.index.attribute(path);
  if (column === undefined) return 'absent';
  return column.kind === 'scalar' ? column : undefined;
}

/** The list at a path of the entry itself, or for a target the list of related ids. */
export function listOfPath(path: PropertyPath, on: Compilation): ListColumn | 'absent' | undefined {
  const column =
    path.kind === 'attribute'
      ? on.index.attribute(path)
      : on.index.relationship(path.entryType, path.kind === 'target' ? 'id' : path.member);
  if (column === undefined) return 'absent';
  return column.kind === 'list' ? column : undefined;
}

/** The lengths of the lists at a path. */
export function lengthOfPath(
  path: PropertyPath,
  on: Compilation,
): ScalarColumn<NumberDictionary> | 'absent' | undefined {
  if (path.kind === 'target' && path.path.list) return undefined;
  if (path.kind === 'attribute') {
    const column = on.index.attribute(path);
    if (column?.kind === 'opaque') return column.list ? column.presence : undefined;
  }
  const list = listOfPath(path, on);
  return typeof list === 'object' ? list.length : list;
}

/** Rows where a path is known. */
export async function knownOfPath(path: PropertyPath, on: Compilation): Promise<Plan | undefined> {
  if (path.kind === 'target' && path.path.list) {
    const related = listOfPath(path, on);
    if (typeof related !== 'object') return related === 'absent' ? nonePlan : undefined;
    const known = { kind: 'known', path: path.path, known: true } as const;
    return holdersPlan(related, await ordinalsOfTargets(related, path, known, on));
  }
  if (path.kind === 'attribute') {
    const column = on.index.attribute(path);
    if (column?.kind === 'scalar') return knownPlan(column);
    if (column?.kind === 'opaque') return knownPlan(column.presence);
  }
  const list = listOfPath(path, on);
  if (typeof list !== 'object') return list === 'absent' ? nonePlan : undefined;
  return knownPlan(list.length);
}

/** The related ids whose entries satisfy a filter on the other type. */
export async function ordinalsOfTargets(
  related: ListColumn,
  { entryType }: TargetPath,
  filter: BoundFilter,
  on: Compilation,
): Promise<OrdinalSet> {
  const target = on.indexOf(entryType);
  if (target === undefined) return noOrdinals;
  // Rows are the ordinals of ids, so places among the ids are places among the rows.
  const places = await placesIn(related.dictionary, target.ids.dictionary, on.store, on.pace);
  return on.withRows(entryType, filter, async (rows) => {
    const test = memberTest(rows);
    const ordinals: number[] = [];
    for (let ordinal = 0; ordinal < places.length; ordinal += 1) {
      const place = places[ordinal]!;
      if (place % 2 === 1 && test((place - 1) / 2)) ordinals.push(ordinal);
    }
    return ordinalsOf(ordinals);
  });
}
