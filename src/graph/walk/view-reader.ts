import { limits } from '../../base/index.ts';
import type { Evaluation } from '../evaluation.ts';
import type { GraphFaultType } from '../graph-fault.ts';
import { archiveAddress } from '../reference/reference-text.ts';
import { MapResult } from '../result/map-result.ts';
import type { ArchiveSelection } from '../result/selection.ts';
import { wholeView } from './compile-views.ts';
import { enterNamed } from './enter.ts';
import type { FoundReference } from './match-view.ts';
import { Matcher, MatchingEnded } from './match-view.ts';
import type { FoundTarget } from './reference-targets.ts';
import { ReferenceTargets } from './reference-targets.ts';
import type { Spot } from './spot.ts';
import { addressOf, pathOf } from './spot.ts';
import type { View } from './view.ts';

/** The way to what is being read. */
interface Chain {
  /** What is taken of the archive that is read. */
  readonly selection: ArchiveSelection;
  /** Normalized texts of the targets that it came through. */
  readonly targets: readonly string[];
}

/**
 * Reads what one view of an archive sees: tells what is missing, and follows references. The target of a reference is
 * selected where it lies, `uploads/<upload>/entries/<entry>/archive/<path>` of the whole answer, and the normalized
 * reference takes the place of the text. Faults all belong to the archive that was asked for.
 *
 * A target is read once for each view, as long as no reference below it leads back to where its chain came through: only
 * then does it matter to what is found which way the chain took.
 */
export class ViewReader {
  readonly #into: MapResult;
  readonly #evaluation: Evaluation;
  readonly #targets: ReferenceTargets;
  readonly #matcher: Matcher;
  /** Names of readings that lead to the same whatever the chain. */
  readonly #finished = new Map<View, Set<string>>();
  /** Whether it matters how many targets a chain came through. */
  #countsTargets = false;

  constructor(into: MapResult, evaluation: Evaluation) {
    this.#into = into;
    this.#evaluation = evaluation;
    this.#targets = new ReferenceTargets(evaluation.lookup);
    this.#matcher = new Matcher({
      budget: evaluation.budget,
      isStrict: evaluation.isStrict,
      addMissing: (name, around) => this.#addMissing(name, around),
    });
  }

  async read(view: View, selection: ArchiveSelection): Promise<void> {
    const { place, node, base } = selection;
    const spot: Spot = { place, node, around: undefined, steps: base };
    selection.beginning.views.add(view);
    this.#countsTargets = countsTargets(view);
    try {
      for (const entered of enterNamed(view, node).views) {
        await this.#read(entered, spot, { selection, targets: [] });
      }
    } catch (error) {
      if (!(error instanceof MatchingEnded)) throw error;
      this.#addLimit(this.#limit, 'reading ended at', error.spot);
    }
  }

  /** Whether no reference was cut off since it leads back. */
  async #read(view: View, spot: Spot, chain: Chain): Promise<boolean> {
    let isFreeOfCycles = true;
    for (const found of this.#matcher.match(view, spot)) {
      if (!(await this.#evaluation.budget.pause())) throw new MatchingEnded(spot);
      if (found !== undefined && !(await this.#follow(found, chain))) isFreeOfCycles = false;
    }
    return isFreeOfCycles;
  }

  async #follow({ spot, view }: FoundReference, chain: Chain): Promise<boolean> {
    if (!view.follows) return this.#rewrite(spot, chain);
    const { targetsMax } = view.limits;
    if (targetsMax !== undefined && chain.targets.length >= targetsMax) return true;
    this.#evaluation.budget.rest();
    const target = await this.#targets.find(textOf(spot), spot.place);
    if (typeof target === 'string') return this.#addFault('ARCHIVEERROR', target, spot);
    if (chain.targets.includes(target.normalized)) {
      const message = `Circular reference detected: ${addressOfTarget(target)}.`;
      return !this.#addFault('ARCHIVEERROR', message, spot);
    }
    if (chain.targets.length >= limits.graphHopsMax) {
      const limit = `One chain of references has at most ${limits.graphHopsMax} targets`;
      return !this.#addLimit(limit, 'not followed is', spot);
    }
    return this.#enter(target, spot, view, chain);
  }

  async #rewrite(spot: Spot, chain: Chain): Promise<true> {
    const { budget } = this.#evaluation;
    budget.rest();
    const normalized = await this.#targets.normalize(textOf(spot), spot.place);
    if (!normalized.isFound) return this.#addFault('ARCHIVEERROR', normalized.text, spot);
    return (
      this.#replace(spot, normalized.text, chain) || this.#addLimit(budget.limit, 'not rewritten is', spot)
    );
  }

  async #enter(target: FoundTarget, spot: Spot, view: View, chain: Chain): Promise<boolean> {
    const { place, node, path, normalized } = target;
    const targetView = viewOfTarget(view, target);
    const name = JSON.stringify([normalized, this.#countsTargets ? chain.targets.length : 0]);
    if (this.#finished.get(targetView)?.has(name)) {
      return this.#replace(spot, normalized, chain) || this.#addLimit(this.#limit, 'not followed is', spot);
    }
    const { budget } = this.#evaluation;
    const selection = budget.takeTarget() ? this.#selectionOf(target) : undefined;
    const selected = selection?.at(path, () => budget.takeNode());
    if (selection === undefined || selected === undefined || !this.#replace(spot, normalized, chain)) {
      return this.#addLimit(this.#limit, 'not followed is', spot);
    }
    const targetSpot: Spot = { place, node, around: undefined, steps: path };
    if (view.named.size > 0 && !holdsSections(target)) {
      for (const missing of view.named.keys()) this.#addMissing(missing, targetSpot);
      if (view.isFetched) selected.views.add(wholeView);
      return true;
    }
    selected.views.add(targetView);
    const targets = [...chain.targets, normalized];
    const isFreeOfCycles = await this.#read(targetView, targetSpot, { selection, targets });
    if (isFreeOfCycles) this.#finish(targetView, name);
    return isFreeOfCycles;
  }

  get #limit(): string {
    return this.#evaluation.budget.limit;
  }

  #finish(view: View, name: string): void {
    const names = this.#finished.get(view) ?? new Set();
    this.#finished.set(view, names.add(name));
  }

  /** Where resolved data go. */
  #selectionOf({ place }: FoundTarget): ArchiveSelection {
    const upload = this.#evaluation.answer.map('uploads').map(place.database.id);
    const archive = upload.map('entries').map(place.entryId).map('archive');
    return MapResult.of(archive).select(place);
  }

  /** Puts the normalized text in the place of a reference. */
  #replace(spot: Spot, normalized: string, { selection }: Chain): boolean {
    const { budget } = this.#evaluation;
    const selected = selection.at(pathOf(spot), () => budget.takeNode());
    if (selected === undefined) return false;
    selected.text = normalized;
    return true;
  }

  #addMissing(name: string, around: Spot): void {
    const message =
      name === '*'
        ? "Wildcard '*' as field name is not supported in archive query as its data is not homogeneous."
        : `Field ${name} is not found in archive ${addressOf(around)}.`;
    this.#addFault('NOTFOUND', message, around);
  }

  #addLimit(limit: string, what: string, spot: Spot): true {
    return this.#addFault('LIMIT', `${limit}; ${what} ${addressOf(spot)}.`, spot);
  }

  /** True, since a fault is no cycle. */
  #addFault(type: GraphFaultType, message: string, spot: Spot): true {
    this.#into.addFault({ type, message, path: `/${pathOf(spot).join('/')}` });
    return true;
  }
}

/** A map is seen as the reference is; all else is there as a whole, unless children are asked for of a list's items. */
function viewOfTarget(view: View, target: FoundTarget): View {
  const isSeen = target.node.kind === 'map' || (holdsSections(target) && view.named.size > 0);
  return isSeen ? view.ofItems : wholeView;
}

function holdsSections({ node }: FoundTarget): boolean {
  return node.kind === 'map' || node.kind === 'sections';
}

function countsTargets({ limits: { targetsMax }, named }: View): boolean {
  return targetsMax !== undefined || [...named.values()].some((views) => views.some(countsTargets));
}

/** A text that is too long to be a reference is not read: one that is not much too long says the same. */
function textOf({ node }: Spot): string {
  const longest = limits.graphReferenceLengthMax * '\\u0000'.length;
  return node.sizeBytes <= longest ? node.text() : ' '.repeat(limits.graphReferenceLengthMax + 1);
}

function addressOfTarget({ place, path }: FoundTarget): string {
  return archiveAddress(place.database.id, place.entryId, path);
}
