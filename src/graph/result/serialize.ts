import { Buffer } from 'node:buffer';
import type { Evaluation } from '../evaluation.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { JsonWriter } from './json-writer.ts';
import type { MapResult } from './map-result.ts';
import type { ArchiveSelection } from './selection.ts';
import { Spending } from './spending.ts';

/**
 * The JSON text of an answer, in pieces of at most 64 KiB that are made while they are taken. `m_errors` and
 * `m_links` stand last in their map, since writing an archive may add to them. What is no map, which only the
 * value at a place in an archive can be, is `m_value` of one where there are errors of it or links are
 * wanted.
 *
 * Errors: `DatabaseFileError`.
 */
export function* serialize(result: MapResult, evaluation: Evaluation): Generator<Uint8Array> {
  const { budget } = evaluation;
  budget.passTurn();
  for (const piece of new Serializer(evaluation).write(result)) {
    budget.passTurn();
    yield piece;
  }
}

class Serializer {
  readonly #json = new JsonWriter();
  readonly #spending: Spending;
  readonly #linkTo: Evaluation['linkTo'];

  constructor({ budget, linkTo }: Evaluation) {
    this.#spending = new Spending(budget, this.#json);
    this.#linkTo = linkTo;
  }

  *write(result: MapResult): Generator<Uint8Array> {
    yield* this.#value(result);
    if (this.#json.length === 0) this.#json.value('null');
    yield* this.#json.finish();
  }

  *#value(result: MapResult): Generator<Uint8Array> {
    const { archive, faults } = result;
    const isBare = archive !== undefined && archive.node.kind !== 'map';
    if (isBare && faults.isEmpty && this.#linkTo === undefined) {
      yield* this.#writerOf(archive, result).write();
    } else {
      yield* this.#map(result);
    }
  }

  *#map(result: MapResult): Generator<Uint8Array> {
    const json = this.#json;
    json.openMap();
    if (result.isAsked) json.begin();
    for (const [key, field] of result.fields) {
      json.key(Buffer.from(JSON.stringify(key)));
      if (field instanceof Uint8Array) json.valueOf([field]);
      else yield* this.#value(field);
      if (json.isFull) yield* json.take();
    }
    const { archive } = result;
    const writer = archive && this.#writerOf(archive, result);
    if (archive !== undefined && archive.node.kind !== 'map') json.key(Buffer.from('"m_value"'));
    if (writer !== undefined) yield* writer.write();
    if (!result.faults.isEmpty) this.#member('m_errors', result.faults.toJson());
    if (writer?.links !== undefined) this.#member('m_links', writer.links);
    json.close();
  }

  #member(key: string, json: string): void {
    this.#json.key(Buffer.from(JSON.stringify(key)));
    this.#json.value(json);
  }

  #writerOf(archive: ArchiveSelection, into: MapResult): ArchiveWriter {
    return new ArchiveWriter(archive, into, this.#json, this.#spending, this.#linkTo);
  }
}
