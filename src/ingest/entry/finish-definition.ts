import type { JsonObject } from '../../base/index.ts';
import { upgradeDefinition } from '../../standard/checking.ts';
import type { PropertyDefinition } from '../../standard/index.ts';
import type { ReportIssue } from '../issue.ts';
import type { PropertyPlan } from './entry-type-plan.ts';
import { isOpaque } from './open-definition.ts';

export interface FinishContext {
  readonly entryType: string;
  readonly prefix: string;
  /** What the source or the options say of the property; undefined where they are silent. */
  readonly declared: JsonObject | undefined;
  /** Number of entries that are stored. */
  readonly stored: number;
  readonly report: ReportIssue;
}

/**
 * The definition of a custom property after the last entry: as declared, completed by what the values show.
 * Undefined where nobody declared the property and no entry has it.
 */
export function finishDefinition(plan: PropertyPlan, context: FinishContext): PropertyDefinition | undefined {
  const { name, shape, known } = plan;
  const { entryType, prefix, declared, stored, report } = context;
  if (shape === undefined) return plan.definition;
  if (declared === undefined && known === 0) return undefined;
  const observed = shape.isEmpty ? undefined : shape.define(`_${prefix}_mixed`, known < stored);
  const { definition } = upgradeDefinition(name, declared ?? {}, { prefix, entryType, observed });
  if (observed !== undefined && isOpaque(definition)) {
    const detail = `the values of "${name}" are of different kinds; filters can only ask whether it is known`;
    report({ code: 'definition-mixed', action: 'kept', detail, entryType, property: name, count: known });
  } else if (declared === undefined) {
    const detail = `nothing defines "${name}"; its values are of the type ${definition['x-optimade-type']}`;
    report({ code: 'definition-inferred', action: 'kept', detail, entryType, property: name });
  }
  return definition;
}
