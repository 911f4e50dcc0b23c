import { completeAll } from '../standard-property.ts';
import { compositionRows } from './composition.ts';
import { latticeRows } from './lattice.ts';
import { positionRows, remainingRows } from './sites.ts';
import { speciesRows } from './species.ts';

/** The properties of structures beyond the common ones. @spec OPTIMADE 1.3.0, "Structures Entries" */
export const structuresProperties = completeAll('optimade/structures', {
  ...compositionRows,
  ...latticeRows,
  ...positionRows,
  ...speciesRows,
  ...remainingRows,
});
