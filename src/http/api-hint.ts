import { parseApiHint } from '../query/index.ts';
import type { DocumentWarning } from '../response/index.ts';
import { currentVersion } from '../response/index.ts';
import type { Route } from './route.ts';
import { versionUnsupported } from './route.ts';

/**
 * What `api_hint` means for a request. It chooses among versions only on unversioned URLs, where the newest
 * version is the best answer to every hint at its major or below.
 *
 * Errors: version-unsupported for a higher major; those of reading the query.
 *
 * @spec OPTIMADE 1.3.0, "Version Negotiation"
 */
export function readApiHint(route: Route, query: string): readonly DocumentWarning[] {
  if (route.versionSegment !== undefined || !query.includes('api_hint')) return [];
  const { parameters: hint, warnings } = parseApiHint(query);
  if (hint === undefined) return warnings;
  const [servedMajor, servedMinor] = currentVersion.number.split('.').map(Number) as [number, number];
  const { major, minor = 0 } = hint;
  const version = hint.minor === undefined ? `v${major}` : `v${major}.${minor}`;
  if (major > servedMajor) throw versionUnsupported(version);
  if (major === servedMajor && minor <= servedMinor) return [];
  return [
    {
      code: 'api-hint-not-served',
      title: 'Version not served',
      detail: `Version ${version} is not served here. This is version ${currentVersion.number}.`,
      parameter: 'api_hint',
    },
  ];
}
