import type { IsReference } from './reference-patterns.ts';

/** Where a value stands, told by keys alone; undefined for the root and the items of a list there. */
export interface KeyPlace {
  readonly parent: KeyPlace | undefined;
  readonly key: string;
}

function pathOf(place: KeyPlace | undefined): string[] {
  const path: string[] = [];
  for (let at = place; at !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}

export function isReferencePlace(place: KeyPlace | undefined, isReference: IsReference): boolean {
  if (place === undefined) return false;
  if (isReference.keyEndings !== undefined) return isReference([place.key]);
  return isReference(pathOf(place));
}
