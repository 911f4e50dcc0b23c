import type { ArchiveChild } from '../../backend/index.ts';
import { limits } from '../../base/index.ts';
import { numberOfPage } from '../walk/list-spans.ts';
import type { View } from '../walk/view.ts';

/** What `m_response` tells of the lists in a map of which pages are shown. */
export class PageReport {
  readonly #lists = new Map<string, string>();

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  add({ key, node }: ArchiveChild, views: readonly View[]): void {
    for (const view of views) {
      const page = view.pageOf(node);
      if (page === undefined || this.#lists.has(key) || this.#lists.size >= limits.graphPagesToldMax)
        continue;
      const pagination = {
        page: numberOfPage(page, node.length),
        page_size: page.pageSize,
        total: node.length,
      };
      this.#lists.set(key, JSON.stringify({ pagination }));
    }
  }

  toJson(): string {
    const lists = [...this.#lists].map(([key, json]) => `${JSON.stringify(key)}:${json}`);
    return `{"subsection_lists":{${lists.join(',')}}}`;
  }
}
