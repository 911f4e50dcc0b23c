import type { Source } from '../../source/source.ts';
import type { DatasetPlan, DatasetSettings } from '../dataset-plan.ts';
import { planDataset } from '../plan-dataset.ts';
import { treeWithout } from '../survey/tree-without.ts';
import { describePlan } from './describe-plan.ts';
import { sidecarNames } from './sidecar-names.ts';
import { surveyProperties } from './survey-properties.ts';

export interface DraftOptions {
  /** What is to be said of how the data are read, beside what they say themselves. */
  readonly settings?: DatasetSettings;
  /** A `respawn.yaml` that is there is passed over, as if nobody had described the data yet. */
  readonly isAfresh?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((stage: 'surveying' | 'reading', fraction: number) => void) | undefined;
}

export interface SidecarDraft {
  readonly text: string;
  /** What it describes. */
  readonly plan: DatasetPlan;
}

/**
 * Writes the text of a `respawn.yaml` that describes what is in a source, for its owner to complete.
 *
 * Errors: `SourceError` where there is nothing that could be served, as of `planDataset` and `readDataset`.
 */
export async function draftSidecar(source: Source, options: DraftOptions = {}): Promise<SidecarDraft> {
  const { settings = {}, isAfresh = false, signal, onProgress } = options;
  const tree = isAfresh ? treeWithout(source.tree, (path) => sidecarNames.includes(path)) : source.tree;
  const found = await planDataset(tree, {
    location: source.location,
    nestedBundles: settings.nestedBundles,
    signal,
    onProgress: (fraction) => onProgress?.('surveying', fraction),
  });
  const plan = { ...found, settings: { ...found.settings, ...settings } };
  return { text: describePlan(plan, await surveyProperties(plan, source, { signal, onProgress })), plan };
}
