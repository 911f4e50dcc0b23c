import { OptimadeError, suggest } from '../../base/index.ts';
import type { BindContext } from './bind-context.ts';
import { relationshipTypes } from './bind-context.ts';

/**
 * The entry types whose related entries are included, each once: `references` where the request does not say.
 *
 * Errors: `include-unknown`, also for paths of more than one step.
 * @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters", include
 */
export function bindInclude(paths: readonly string[] | undefined, context: BindContext): readonly string[] {
  const known = relationshipTypes(context);
  for (const path of paths ?? []) {
    if (known.has(path)) continue;
    throw new OptimadeError(
      'include-unknown',
      { path },
      { parameter: 'include', suggestion: suggest(path, known) },
    );
  }
  return paths === undefined ? ['references'] : [...new Set(paths)];
}
