import type { ArchiveNode } from '../../backend/index.ts';
import type { ArchivePlace } from '../evaluation.ts';
import { placeAddress } from '../place-address.ts';
import type { Step } from '../result/selection.ts';

/** A value in an archive and the way to it. */
export interface Spot {
  readonly place: ArchivePlace;
  readonly node: ArchiveNode;
  readonly around: Spot | undefined;
  /** From the spot around it; of the first one, the steps from the root of the archive. */
  readonly steps: readonly Step[];
}

export function below(around: Spot, step: Step, node: ArchiveNode): Spot {
  return { place: around.place, node, around, steps: [step] };
}

export function pathOf(spot: Spot): Step[] {
  const parts: (readonly Step[])[] = [];
  for (let at: Spot | undefined = spot; at !== undefined; at = at.around) parts.push(at.steps);
  return parts.reverse().flat();
}

/** The spot as messages name it. */
export function addressOf(spot: Spot): string {
  return placeAddress(spot.place, pathOf(spot));
}

/**
 * The node at the end of a path of texts, and the path as what stands on it tells: a key of a map is a key,
 * whatever it looks like. Undefined where there is none.
 */
export function findNode(
  root: ArchiveNode,
  texts: readonly string[],
  position: RegExp = /^\d{1,15}$/,
): { readonly node: ArchiveNode; readonly path: readonly Step[] } | undefined {
  const path: Step[] = [];
  let node: ArchiveNode | undefined = root;
  for (const text of texts) {
    const step: Step = node.kind === 'map' ? text : positionOf(text, node.length, position);
    path.push(step);
    node = typeof step === 'string' ? node.child(step) : node.item(step);
    if (node === undefined) return undefined;
  }
  return { node, path };
}

/** -1 where it is none. */
function positionOf(text: string, length: number, position: RegExp): number {
  if (!position.test(text)) return -1;
  const number = Number(text);
  return text.startsWith('-') ? number + length : number;
}
