import type { RegistryLog } from './registry-contract.ts';

const quietMilliseconds = 30_000;

/** Tells of each kind of failure once in a while: on a full disk the same one comes twice a second. */
export function seldom(failure: RegistryLog['failure'], now: () => Date): RegistryLog['failure'] {
  const told = new Map<string, number>();
  return (what, error) => {
    const time = now().getTime();
    if (time - (told.get(what) ?? Number.NEGATIVE_INFINITY) < quietMilliseconds) return;
    told.set(what, time);
    failure(what, error);
  };
}
