import type { EntryOrigin } from '../../backend/index.ts';
import { limits } from '../../base/index.ts';
import type { Entry } from '../../standard/index.ts';
import type { ReportIssue } from '../issue.ts';
import { SeenIds } from './seen-ids.ts';

interface Target {
  readonly type: string;
  readonly id: string;
  /** Where it was met first. */
  readonly fromType: string;
  readonly fromId: string;
  readonly origin: EntryOrigin;
  count: number;
}

/**
 * Watches which entries are related to and which exist. Related entries that are not in the source stay in
 * the relationships: another database may have them.
 *
 * Limits: `relatedEntriesMax` different targets are watched. A missing target passes unseen once in
 * thousands.
 */
export class RelatedEntries {
  readonly #seen = new SeenIds();
  readonly #targets = new Map<string, Target>();

  add(entry: Entry, { line, file }: EntryOrigin): void {
    this.#seen.add(entry.type, entry.id);
    if (entry.relationships === undefined) return;
    for (const { data = [] } of Object.values(entry.relationships)) {
      for (const { type, id } of data) {
        const key = `${type}/${id}`;
        const target = this.#targets.get(key);
        if (target !== undefined) target.count += 1;
        else if (this.#targets.size < limits.relatedEntriesMax) {
          const origin = { line, file };
          this.#targets.set(key, { type, id, fromType: entry.type, fromId: entry.id, origin, count: 1 });
        }
      }
    }
  }

  reportDangling(report: ReportIssue): void {
    for (const { type, id, fromType, fromId, origin, count } of this.#targets.values()) {
      if (this.#seen.mayHave(type, id)) continue;
      report({
        code: 'relationship-dangling',
        action: 'kept',
        detail: `the source has no entry "${id}" of the type "${type}"`,
        entryType: fromType,
        property: type,
        id: fromId,
        ...origin,
        count,
      });
    }
  }
}
