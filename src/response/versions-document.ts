import { apiVersions } from './api-version.ts';

/** Exactly the media type that the standard gives; `charset` is not among its parameters. */
export const versionsMediaType = 'text/csv; header=present';

/**
 * The answer to `/versions`: CSV with one major version a line, the preferred first. Lines end in LF, since
 * clients that split at LF would read CRLF as a part of the number.
 *
 * @spec OPTIMADE 1.3.0, "Versions Endpoint"
 */
export function versionsDocument(): string {
  const majors = new Set(apiVersions.map(({ number }) => number.split('.')[0]!));
  return ['version', ...majors].join('\n');
}
