import type { Attributes } from '../../../src/standard/checking.ts';
import { entryRulesFor } from '../../../src/standard/checking.ts';

/**
 * All faults of an entry in one line: "rule properties; …", warnings with a question mark behind the rule.
 */
export function faultsOf(entryType: string, attributes: object): string {
  return entryRulesFor(entryType)
    .flatMap((rule) => rule.check(attributes as Attributes) ?? [])
    .map(
      ({ rule, severity, properties }) => `${rule}${severity === 'warning' ? '?' : ''} ${properties.join()}`,
    )
    .join('; ');
}
