import { agreementRules } from './agreement-rules.ts';
import { assemblyRules } from './assembly-rules.ts';
import { compositionRules } from './composition-rules.ts';
import type { EntryRule } from './entry-rule.ts';
import { featureRules } from './feature-rules.ts';
import { formulaRules } from './formula-rules.ts';
import { latticeRules } from './lattice-rules.ts';
import { siteRules } from './site-rules.ts';
import { speciesRules } from './species-rules.ts';
import { symmetryRules } from './symmetry-rules.ts';

/**
 * Every rule about the attributes of a structure, beside those of `commonRules`. Values come before their
 * agreement, and what lies nearer the sites before what is derived from it, so that a repair can go through
 * them in order.
 *
 * @spec OPTIMADE 1.3.0, "Structures Entries"
 */
export const structureRules: readonly EntryRule[] = [
  ...latticeRules,
  ...siteRules,
  ...speciesRules,
  ...assemblyRules,
  ...featureRules,
  ...compositionRules,
  ...formulaRules,
  ...agreementRules,
  ...symmetryRules,
];
