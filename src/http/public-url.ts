import { OptimadeError } from '../base/index.ts';
import type { ServiceSettings } from '../config/index.ts';

/** What of a request can tell how the client reached us. */
export interface RequestOrigin {
  /** `http` or `https`, as far as this server sees. */
  readonly scheme: string;
  /** Host and port where the request has no Host header. */
  readonly host: string;
  header(name: string): string | undefined;
}

const validHost = /^(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;
const validPrefix = /^(?:\/[A-Za-z0-9._~-]+)*\/?$/;

/**
 * The URL under which clients see this server, without a slash at its end; every URL that we send begins with
 * it.
 *
 * The configured one is the truth. Else, where a proxy is trusted, it is what the proxy says; else what the
 * request says, which is checked since it ends up in links.
 *
 * Errors: header-invalid.
 */
export function publicUrl(
  origin: RequestOrigin,
  settings: Pick<ServiceSettings, 'baseUrl' | 'trustProxy'>,
): string {
  if (settings.baseUrl !== undefined) return withoutSlash(settings.baseUrl);
  const forwarded = (name: string) =>
    settings.trustProxy ? origin.header(`x-forwarded-${name}`)?.split(',').at(0)?.trim() : undefined;
  const scheme = forwarded('proto') ?? origin.scheme;
  const forwardedHost = forwarded('host');
  const host = forwardedHost ?? origin.header('host') ?? origin.host;
  const prefix = forwarded('prefix') ?? '';
  if (scheme !== 'http' && scheme !== 'https') throw invalid('X-Forwarded-Proto', 'neither http nor https');
  if (!validHost.test(host)) {
    throw invalid(forwardedHost === undefined ? 'Host' : 'X-Forwarded-Host', 'no host with an optional port');
  }
  if (!validPrefix.test(prefix)) throw invalid('X-Forwarded-Prefix', 'no plain path');
  return withoutSlash(`${scheme}://${host}${prefix}`);
}

function invalid(header: string, problem: string): OptimadeError {
  return new OptimadeError('header-invalid', { header, problem }, { header });
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
