import { invariant } from '../../base/index.ts';
import type { DatabaseDescription, EntryTypeDescription } from '../../standard/index.ts';
import { standardEntryTypes } from '../../standard/index.ts';
import type { PrefixContext } from '../name-origin.ts';

/** What names and types are looked up in. */
export interface BindContext {
  readonly description: DatabaseDescription;
  /** One of the description. */
  readonly entryType: string;
  /** Registered prefixes of providers. */
  readonly knownPrefixes: ReadonlySet<string>;
}

export function prefixesOf({ description, knownPrefixes }: BindContext): PrefixContext {
  return { ownPrefix: description.provider.prefix, knownPrefixes };
}

/** The description of an entry type; undefined where the database has none. */
export function entryTypeOf(context: BindContext, entryType: string): EntryTypeDescription | undefined {
  const { entryTypes } = context.description;
  return Object.hasOwn(entryTypes, entryType) ? entryTypes[entryType] : undefined;
}

/** The description of the entry type that is asked for. */
export function ownEntryType(context: BindContext): EntryTypeDescription {
  const entryType = entryTypeOf(context, context.entryType);
  invariant(entryType !== undefined, `no entry type ${context.entryType}`);
  return entryType;
}

/** Names that a relationship may have: it is named after the entry type that it leads to, which may be without entries. */
export function relationshipTypes({ description }: BindContext): ReadonlySet<string> {
  return new Set([...standardEntryTypes.keys(), ...Object.keys(description.entryTypes)]);
}
