import { limits } from '../../../base/index.ts';

/**
 * The publications of the bibliographies that lie beside the data, read before all else. A few that no row of a table
 * assigns are taken to be about all of the data; a longer list is literature, of which that cannot be said.
 */
export class Bibliography {
  #count = 0;
  readonly #ids: string[] = [];

  add(id: string): void {
    this.#count += 1;
    if (this.#ids.length < limits.sharedPublicationsMax) this.#ids.push(id);
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Ids of those that are about all entries. */
  get shared(): readonly string[] {
    return this.#count > limits.sharedPublicationsMax ? [] : this.#ids;
  }
}
