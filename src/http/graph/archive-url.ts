/** The URL of a place in an archive. @param versionedBaseUrl of its database @param entry as it is named in URLs */
export function archiveUrl(
  versionedBaseUrl: string,
  entry: string,
  path: readonly (string | number)[],
): string {
  // A key may hold half a character, for which URLs have no escape.
  const segments = [entry, ...path].map((segment) => encodeURIComponent(String(segment).toWellFormed()));
  return `${versionedBaseUrl}/extensions/archive/${segments.join('/')}`;
}
