import type { ArchiveChild } from '../../backend/index.ts';
import { limits } from '../../base/index.ts';
import { numberOfPage } from '../walk/list-spans.ts';
import type { View } from '../walk/view.ts';

/** What `m_response` tells of the lists in a map of which pages are shown. */
export class PageReport {
  readonly #lists = new Map<string, string>();
  #length = 0;

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  add({ key, node }: ArchiveChild, views: readonly View[]): void {
    for (const view of views) {
      const page = view.pageOf(node);
      if (page === undefined || this.#lists.has(key) || this.#length > limits.graphPagesToldLengthMax)
        continue;
      const pagination = {
        page: numberOfPage(page, node.length),
        page_size: page.pageSize,
        total: node.length,
      };
      const told = JSON.stringify({ pagination });
      this.#lists.set(key, told);
      this.#length += key.length + told.length;
    }
  }

  toJson(): string {
    const lists = [...this.#lists].map(([key, json]) => `${JSON.stringify(key)}:${json}`);
    return `{"subsection_lists":{${lists.join(',')}}}`;
  }
}
