import type { JsonObject } from '../../base/index.ts';

/** A link that says more than where it leads. @spec JSON:API 1.1, "Link objects" */
export interface LinkObject {
  readonly href: string;
  readonly rel?: string;
  readonly describedby?: Link;
  readonly title?: string;
  readonly type?: string;
  readonly hreflang?: string | readonly string[];
  readonly meta?: JsonObject;
}

/**
 * Where something is found; null where that is nowhere.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", links
 */
export type Link = string | LinkObject | null;

/**
 * The links of a document. Other members are links too.
 *
 * @spec "JSON Response Schema: Common Fields", links
 */
export interface DocumentLinks {
  readonly base_url?: Link;
  readonly self?: Link;
  readonly describedby?: Link;
  readonly first?: Link;
  readonly prev?: Link;
  /** Null or absent on the last page. */
  readonly next?: Link;
  readonly last?: Link;
  readonly [name: string]: Link | undefined;
}
