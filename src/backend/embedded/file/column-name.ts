import type { AttributePath } from '../../../query/index.ts';

/**
 * Whether a filter can name such a key. @spec OPTIMADE 1.3.0, "The Filter Language EBNF Grammar", Identifier
 */
export function isNameable(key: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(key);
}

/** The column of a path; undefined where no column can have its name. */
export function attributeColumn({ property, keys }: AttributePath): string | undefined {
  const parts = [property, ...keys];
  return parts.every(isNameable) ? parts.join('.') : undefined;
}

/** The column of a relationship; the names of attributes never hold a slash. */
export function relationshipColumn(entryType: string, member: string): string {
  return `${entryType}/${member}`;
}
