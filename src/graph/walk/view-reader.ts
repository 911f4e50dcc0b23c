import { limits } from '../../base/index.ts';
import type { ArchivePlace, Evaluation } from '../evaluation.ts';
import type { GraphFaultType } from '../graph-fault.ts';
import { placeAddress } from '../place-address.ts';
import { MapResult } from '../result/map-result.ts';
import type { ArchiveSelection, Step } from '../result/selection.ts';
import { wholeView } from './compile-views.ts';
import { enterNamed } from './enter.ts';
import type { FoundReference } from './match-view.ts';
import { Matcher, MatchingEnded } from './match-view.ts';
import type { Reading } from './reading.ts';
import { cameThrough, reachedWithout, waysBack } from './reading.ts';
import type { FoundTarget } from './reference-targets.ts';
import { ReferenceTargets } from './reference-targets.ts';
import type { Spot } from './spot.ts';
import { addressOf, pathOf } from './spot.ts';
import type { View } from './view.ts';

/** A reference that leads back to where the way to it came through. */
interface Return {
  readonly reading: Reading;
  readonly spot: Spot;
  readonly view: View;
  readonly target: FoundTarget;
}

/**
 * Reads what one view of an archive sees: tells what is missing, and follows references. The target of a
 * reference is selected where it lies, `uploads/<upload>/entries/<entry>/archive/<path>` of the whole answer,
 * and the normalized reference takes the place of the text. Faults all belong to the archive that was asked
 * for.
 *
 * A target is read once for each view, however many ways lead to it. A reference back to a target that a way
 * came through is a fault, and its text stays unless another way leads to it that did not.
 */
export class ViewReader {
  readonly #into: MapResult;
  readonly #evaluation: Evaluation;
  readonly #targets: ReferenceTargets;
  readonly #matcher: Matcher;
  /** All readings in the order of their way from the first, which is that of what was asked for. */
  readonly #readings: Reading[] = [];
  /** The same by view and name. */
  readonly #known = new Map<View, Map<string, Reading>>();
  #returns: Return[] = [];
  /** Views for which it matters how many targets a way comes through. */
  readonly #countsHops = new Map<View, boolean>();

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
    selection.beginning.addView(view);
    if (enterNamed(view, node).isStripped) return;
    this.#readings.push({ view, spot, selection, target: undefined, from: undefined, hops: 0, next: [] });
    try {
      await this.#readAll();
    } catch (error) {
      if (!(error instanceof MatchingEnded)) throw error;
      this.#addLimit(this.#evaluation.budget.limit, 'reading ended at', error.spot);
    }
  }

  async #readAll(): Promise<void> {
    let behind = 0;
    do {
      for (; behind < this.#readings.length; behind += 1) {
        const reading = this.#readings[behind]!;
        for (const found of this.#matcher.match(reading.view, reading.spot)) {
          if (!(await this.#evaluation.budget.pause())) throw new MatchingEnded(reading.spot);
          if (found !== undefined) await this.#follow(found, reading);
        }
      }
    } while (await this.#enterReturns());
    this.#tellOfRings();
  }

  /** A ring that was entered at several places may have been read without a way that came round in it. */
  #tellOfRings(): void {
    const [start] = this.#readings;
    for (const { spot, to } of waysBack(start!, () => this.#visit())) {
      this.#addCircle(to.spot.place, to.spot.steps, spot);
    }
  }

  async #follow({ spot, view }: FoundReference, reading: Reading): Promise<void> {
    const { targetsMax } = view.limits;
    if (!view.follows) return this.#rewrite(spot, reading);
    if (targetsMax !== undefined && reading.hops >= targetsMax) return;
    const target = await this.#targets.find(textOf(spot), spot.place);
    if (typeof target === 'string') {
      this.#addFault('ARCHIVEERROR', target, spot);
    } else if (cameThrough(reading, target.normalized)) {
      this.#addCircle(target.place, target.path, spot);
      this.#returns.push({ reading, spot, view, target });
    } else {
      this.#enter(target, spot, view, reading);
    }
  }

  async #rewrite(spot: Spot, reading: Reading): Promise<void> {
    const { budget } = this.#evaluation;
    const normalized = await this.#targets.normalize(textOf(spot), spot.place);
    if (!normalized.isFound) this.#addFault('ARCHIVEERROR', normalized.text, spot);
    else if (!this.#replace(spot, normalized.text, reading)) {
      this.#addLimit(budget.limit, 'not rewritten is', spot);
    }
  }

  /** Goes on with the references back, as far as other ways lead to them; whether there were such. */
  async #enterReturns(): Promise<boolean> {
    const before = this.#returns;
    const returns = Map.groupBy(before, ({ target }) => target.normalized);
    this.#returns = [];
    for (const [target, group] of returns) {
      const [start] = this.#readings;
      if (!(await this.#evaluation.budget.pause())) throw new MatchingEnded(start!.spot);
      const reached = reachedWithout(target, start!, () => this.#visit());
      for (const each of group) {
        if (reached.has(each.reading)) this.#enter(each.target, each.spot, each.view, each.reading);
        else this.#returns.push(each);
      }
    }
    return this.#returns.length < before.length;
  }

  #enter(target: FoundTarget, spot: Spot, view: View, from: Reading): void {
    const { budget } = this.#evaluation;
    const reading = this.#knownReading(target, view, from) ?? this.#begin(target, spot, view, from);
    if (reading === undefined) return;
    from.next.push({ spot, to: reading });
    if (!this.#replace(spot, target.normalized, from)) this.#addLimit(budget.limit, 'not followed is', spot);
  }

  #knownReading(target: FoundTarget, view: View, from: Reading): Reading | undefined {
    const seenBy = viewOfTarget(view, target);
    return this.#known.get(seenBy)?.get(this.#nameOf(target, seenBy, from.hops + 1));
  }

  /** A new reading; undefined where a limit is reached, of which a fault tells. */
  #begin(target: FoundTarget, spot: Spot, view: View, from: Reading): Reading | undefined {
    const { place, node, path, normalized } = target;
    const { budget } = this.#evaluation;
    const hops = from.hops + 1;
    if (hops > limits.graphHopsMax) {
      const limit = `One chain of references has at most ${limits.graphHopsMax} targets`;
      this.#addLimit(limit, 'not followed is', spot);
      return undefined;
    }
    const isTaken = budget.takeTarget() && budget.takeHeld(2 * normalized.length);
    const selection = isTaken ? this.#selectionOf(target) : undefined;
    const selected = selection?.at(path, this.#takeStep);
    if (selection === undefined || selected === undefined) {
      this.#addLimit(budget.limit, 'not followed is', spot);
      return undefined;
    }
    const seenBy = viewOfTarget(view, target);
    const targetSpot: Spot = { place, node, around: undefined, steps: path };
    const reading = { view: seenBy, spot: targetSpot, selection, target: normalized, from, hops, next: [] };
    const known = this.#known.get(seenBy) ?? new Map<string, Reading>();
    this.#known.set(seenBy, known.set(this.#nameOf(target, seenBy, hops), reading));
    if (holdsMaps(target) || view.named.size === 0) {
      selected.addView(seenBy);
      this.#readings.push(reading);
    } else {
      for (const name of view.named.keys()) this.#addMissing(name, targetSpot);
      if (view.isFetched) selected.addView(wholeView);
    }
    return reading;
  }

  #nameOf({ normalized }: FoundTarget, view: View, hops: number): string {
    const countsHops = this.#countsHops.get(view) ?? limitsHops(view);
    this.#countsHops.set(view, countsHops);
    return countsHops ? `${hops} ${normalized}` : normalized;
  }

  #visit(): void {
    if (!this.#evaluation.budget.takeVisit()) throw new MatchingEnded(this.#readings[0]!.spot);
  }

  /** Where resolved data go. */
  #selectionOf({ place }: FoundTarget): ArchiveSelection {
    const way = ['uploads', place.database.id, 'entries', place.entryId, 'archive'];
    let map = MapResult.of(this.#evaluation.answer);
    for (const key of way) map = map.mapOnTheWay(key);
    return map.select(place);
  }

  /** Puts the normalized text in the place of a reference. */
  #replace(spot: Spot, normalized: string, { selection }: Reading): boolean {
    const selected = selection.at(pathOf(spot), this.#takeStep);
    if (selected === undefined || !this.#evaluation.budget.takeHeld(normalized.length)) return false;
    selected.text = normalized;
    return true;
  }

  /** A node of the answer, and the key that it is held by. */
  readonly #takeStep = (step: Step): boolean => {
    const { budget } = this.#evaluation;
    return budget.takeNode() && (typeof step === 'number' || budget.takeHeld(step.length));
  };

  #addCircle(place: ArchivePlace, path: readonly Step[], spot: Spot): void {
    this.#addFault('ARCHIVEERROR', `Circular reference detected: ${placeAddress(place, path)}.`, spot);
  }

  #addMissing(name: string, around: Spot): void {
    this.#addFault('NOTFOUND', missingMessage(name, around), around);
  }

  #addLimit(limit: string, what: string, spot: Spot): void {
    this.#addFault('LIMIT', `${limit}; ${what} ${addressOf(spot)}.`, spot);
  }

  #addFault(type: GraphFaultType, message: string, spot: Spot): void {
    const { budget } = this.#evaluation;
    this.#into.addFault({ type, message, path: `/${pathOf(spot).join('/')}` }, budget);
  }
}

function missingMessage(name: string, around: Spot): string {
  if (name === '*') {
    return "Wildcard '*' as field name is not supported in archive query as its data is not homogeneous.";
  }
  const isItem = typeof pathOf(around).at(-1) === 'number';
  const hint = isItem && /^-?\d+$/.test(name) ? ` Items of lists are asked for as in key[${name}].` : '';
  return `Field ${name} is not found in archive ${addressOf(around)}.${hint}`;
}

/** A map is seen as the reference is; all else is there as a whole, unless children are asked for. */
function viewOfTarget(view: View, { node }: FoundTarget): View {
  return node.kind === 'map' || view.named.size > 0 ? view.ofItems : wholeView;
}

function holdsMaps({ node }: FoundTarget): boolean {
  return node.kind === 'map' || node.kind === 'sections';
}

/** Whether a setting says how many targets a way may come through. */
function limitsHops({ limits: { targetsMax }, named }: View): boolean {
  return targetsMax !== undefined || [...named.values()].some((views) => views.some(limitsHops));
}

/** A text that is too long to be a reference is not read: one that is not much too long says the same. */
function textOf({ node }: Spot): string {
  const longest = limits.graphReferenceLengthMax * '\\u0000'.length;
  return node.sizeBytes <= longest ? node.text() : ' '.repeat(limits.graphReferenceLengthMax + 1);
}
