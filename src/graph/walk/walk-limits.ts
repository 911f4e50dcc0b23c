import type { ArchiveNode } from '../../backend/index.ts';
import type { Settings } from '../request/graph-request.ts';

/** The settings that hold for a node and for all that is walked below it. */
export class WalkLimits {
  readonly depth: number | undefined;
  readonly maxListSize: number | undefined;
  readonly maxDictSize: number | undefined;
  readonly includesValues: boolean;
  /** Items of lists of sections that are shown of each. */
  readonly pageSize: number | undefined;
  readonly isResolved: boolean;
  readonly rewritesReferences: boolean;
  /** Targets that one chain may enter. */
  readonly targetsMax: number | undefined;
  /** A value below this many bytes holds nothing that a limit could replace, but for depth. */
  readonly #harmlessBytes: number;

  constructor(settings: Settings, pageSize: number | undefined) {
    this.depth = settings.depth;
    this.maxListSize = settings.maxListSize;
    this.maxDictSize = settings.maxDictSize;
    this.includesValues = settings.includeQuantities;
    this.pageSize = pageSize;
    this.isResolved = settings.directive === 'resolved';
    this.rewritesReferences = settings.alwaysRewriteReferences;
    this.targetsMax = settings.resolveDepth || undefined;
    this.#harmlessBytes = harmlessBytes(this);
  }

  /** Equal for limits that are the same. */
  get name(): string {
    return JSON.stringify([
      this.depth ?? null,
      this.maxListSize ?? null,
      this.maxDictSize ?? null,
      this.includesValues,
      this.pageSize ?? null,
      this.isResolved,
      this.rewritesReferences,
      this.targetsMax ?? null,
    ]);
  }

  /** Whether the internal string takes the place of a container at a level. */
  strips(node: ArchiveNode, level: number): boolean {
    if (this.#isLimitless || node.length === 0) return false;
    const isMap = node.kind === 'map';
    const sizeMax = isMap ? this.maxDictSize : this.maxListSize;
    if (sizeMax !== undefined && node.length > sizeMax) return true;
    if (this.depth === undefined || level < this.depth) return false;
    return isMap || !isReferenceList(node);
  }

  /** Whether all that is below a node at a level is sure to be there as it is. */
  leavesWhole(node: ArchiveNode, level: number): boolean {
    if (!this.includesValues || this.pageSize !== undefined) return false;
    if (this.depth !== undefined && node.sizeBytes >= bytesOfNested(this.depth - level)) return false;
    return node.sizeBytes < this.#harmlessBytes;
  }

  get #isLimitless(): boolean {
    return this.depth === undefined && this.maxListSize === undefined && this.maxDictSize === undefined;
  }
}

/** Bytes of the smallest JSON text in which a list or a map below is too long. */
function harmlessBytes({ maxListSize, maxDictSize }: WalkLimits): number {
  const list =
    maxListSize === undefined ? Number.POSITIVE_INFINITY : bytesOfItems(maxListSize + 1, '1,'.length);
  const map =
    maxDictSize === undefined ? Number.POSITIVE_INFINITY : bytesOfItems(maxDictSize + 1, '"":1,'.length);
  return Math.min(list, map);
}

function bytesOfItems(count: number, bytesOfItem: number): number {
  return count * bytesOfItem - ','.length + '[]'.length;
}

/** Bytes of the smallest map in which `levels` further a container is met that is not empty. */
function bytesOfNested(levels: number): number {
  return Math.max(1, levels) * '{"":}'.length + '[1]'.length;
}

/** Items in which the first reference of a list is looked for: before it stands no more than some nulls. */
const searchedItemsMax = 1_000;

/** Whether it is a list with references in it: these are single texts, which no depth cuts off. */
function isReferenceList(node: ArchiveNode): boolean {
  if (node.kind !== 'list' || !node.mayHoldReferences) return false;
  for (const item of node.items(0, searchedItemsMax)) {
    if (item.kind === 'string' && item.mayHoldReferences) return true;
  }
  return false;
}
