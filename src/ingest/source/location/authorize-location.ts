import { readAllowedHosts } from '../network/allowed-hosts.ts';
import { checkUrl } from '../network/check-url.ts';
import { authorizeFile } from './authorize-file.ts';
import type { AuthorizedLocation, Location, LocationPolicy, RecordLocation } from './location.ts';
import { namesOfUrl } from './names-of-url.ts';

/**
 * Judges a location by the policy, and names it. Files are looked for, hosts are not asked: what a name leads to is
 * judged when the connection is made. What is authorized holds real paths, so that nothing has to be resolved again.
 *
 * Errors: `SourceError` with the reason `refused`; for files within what is allowed, `gone` where there is none and
 * `unreadable` for folders and devices.
 */
export async function authorizeLocation(
  location: Location,
  policy: LocationPolicy,
  workingFolder: string,
): Promise<AuthorizedLocation> {
  switch (location.kind) {
    case 'file':
      return await authorizeFile(location.path, policy, workingFolder);
    case 'url': {
      const url = checkUrl(location.url, readAllowedHosts(policy.hosts));
      url.hash = '';
      return { key: url.href, location: { kind: 'url', url: url.href }, ...namesOfUrl(url.href) };
    }
    case 'record':
      return authorizeRecord(location, policy);
  }
}

function authorizeRecord(location: RecordLocation, policy: LocationPolicy): AuthorizedLocation {
  const { record, file, latest } = location;
  const { origin, host } = checkUrl(location.repository, readAllowedHosts(policy.hosts));
  const page = 'id' in record ? `${origin}/records/${record.id}` : `https://doi.org/${record.doi}`;
  const named = [
    origin === 'https://zenodo.org' ? 'zenodo' : host,
    'id' in record ? record.id : record.doi,
    ...(latest ? ['latest'] : []),
  ];
  const shown = `${page}${latest ? '/latest' : ''}${file === undefined ? '' : `/files/${file}`}`;
  return {
    key: JSON.stringify([origin, record, latest, file ?? null]),
    location,
    shown,
    name: `${named.join('-').replace(/[^A-Za-z0-9]+/g, '-')}${file === undefined ? '' : `/${file}`}`,
    aliases: [shown.replace(/^https?:\/\//, '')],
  };
}
