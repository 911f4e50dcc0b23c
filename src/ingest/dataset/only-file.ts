import type { DatasetPlan } from './dataset-plan.ts';

/** The file in which all entries are, so that nothing is left where it cannot be read; undefined where there may be more. */
export function onlyFileOf({ selections }: Pick<DatasetPlan, 'selections'>): string | undefined {
  const [first, ...others] = selections.flatMap(({ files }) => files);
  return others.length === 0 && first?.matches === undefined ? first?.file : undefined;
}
