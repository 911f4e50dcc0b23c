import type { ServiceSettings } from '../config/index.ts';

/** The versioned base URL of a database. @param rootUrl the public URL of the server */
export function versionedDatabaseUrl(
  rootUrl: string,
  id: string,
  { rootDatabase }: Pick<ServiceSettings, 'rootDatabase'>,
): string {
  return id === rootDatabase ? `${rootUrl}/v1` : `${rootUrl}/${encodeURIComponent(id)}/v1`;
}
