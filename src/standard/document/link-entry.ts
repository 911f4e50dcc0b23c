import type { JsonValue } from '../../base/index.ts';
import type { Link } from './link.ts';
import type { ResourceObject } from './resource-object.ts';

/**
 * What is found behind a link entry: a database below this one; the top of this provider; a database of
 * somebody else; a directory of providers.
 */
export const linkTypes = ['child', 'root', 'external', 'providers'] as const;
export type LinkType = (typeof linkTypes)[number];

/** Whether clients that ask many databases should ask a child. */
export const aggregateValues = ['ok', 'test', 'staging', 'no'] as const;
export type Aggregate = (typeof aggregateValues)[number];

/** @spec OPTIMADE 1.3.0, "Links Endpoint" */
export interface LinkAttributes {
  readonly name: string;
  readonly description: string;
  /** The unversioned base URL. */
  readonly base_url: Link;
  readonly homepage: Link;
  readonly link_type: LinkType;
  readonly aggregate?: Aggregate | null;
  readonly no_aggregate_reason?: string | null;
  readonly [prefixed: `_${string}`]: JsonValue | undefined;
}

/** An entry of `/links`: another database or directory. @spec OPTIMADE 1.3.0, "Links Endpoint" */
export interface LinkEntry extends ResourceObject<LinkAttributes> {
  readonly type: 'links';
  readonly attributes: LinkAttributes;
  readonly relationships?: never;
}
