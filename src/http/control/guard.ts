/**
 * Keeps web pages away from what changes a server.
 *
 * A browser that visits a hostile page stands inside of the network and on the very machine of its user, so neither a
 * private address nor a loopback one protects a server from that page. Three ways lead from a page to us, and each is
 * told by headers that a page cannot set: a request to our address comes with a foreign `Origin`, `Sec-Fetch-Site` or
 * `Referer`; a name of the page's own that was made to lead here (DNS rebinding) stands in `Host`.
 */
import { OptimadeError } from '../../base/index.ts';
import type { ServiceSettings } from '../../config/index.ts';
import { isLoopback } from '../../config/index.ts';
import type { AppRequest } from '../app-request.ts';

/**
 * Checks that a request was sent to this server by its own name, and not by a page of another origin.
 *
 * @param rootUrl the public URL of the server, as this request sees it
 * Errors: control-host, control-origin.
 */
export function guardControl(
  request: AppRequest,
  rootUrl: string,
  settings: Pick<ServiceSettings, 'baseUrl' | 'trustProxy'>,
): void {
  const hosts = hostsOf(request, settings);
  for (const host of hosts) {
    const name = hostname(host);
    if (name !== undefined && (isLoopback(name) || name === publicHostname(request, rootUrl, settings)))
      continue;
    throw new OptimadeError('control-host', { host }, { header: 'Host' });
  }
  // Whoever is in the network between could make pages of `http://` and our public name, but not of a loopback one.
  const loopback = hosts.filter((host) => isLoopback(hostname(host) ?? ''));
  const origins = new Set([rootUrl, ...loopback.map((host) => `${request.scheme}://${host}`)].map(originOf));
  const isOwn = (url: string) => origins.has(originOf(url) ?? '');
  // A browser writes an origin in one way only, and `null` where it has something to hide.
  checkHeader(request, 'Origin', (value) => origins.has(value));
  // `none` stands for what the user does: a bookmark, an address that was typed in.
  checkHeader(request, 'Sec-Fetch-Site', (value) => value === 'same-origin' || value === 'none');
  // For browsers that do not send the former.
  checkHeader(request, 'Referer', isOwn);
}

/**
 * Checks that a browser does not ask in advance for what its user may open or not: an address that was typed in once is
 * asked for again as soon as it begins to be typed, and must not bring a database back then.
 *
 * Errors: control-prefetch.
 */
export function refusePrefetch(request: AppRequest): void {
  for (const name of ['Sec-Purpose', 'Purpose', 'X-Moz']) {
    const isPrefetch = request.header(name)?.toLowerCase().includes('prefetch');
    if (isPrefetch) throw new OptimadeError('control-prefetch', {}, { header: name });
  }
}

/** A header need not be sent. What is too long to be read is nothing that a browser sends to its own origin. */
function checkHeader(request: AppRequest, name: string, isFine: (value: string) => boolean): void {
  if (!request.hasHeader(name)) return;
  const value = request.header(name);
  if (value === undefined || !isFine(value))
    throw new OptimadeError('control-origin', { header: name }, { header: name });
}

/**
 * All hosts by which a request says that it was sent here: a second `Host`, or a host in the request line, must not
 * slip past. A trusted proxy has looked at these, and says what the client sent.
 */
function hostsOf(
  request: AppRequest,
  { trustProxy }: Pick<ServiceSettings, 'trustProxy'>,
): readonly string[] {
  const forwarded = trustProxy ? forwardedHost(request) : undefined;
  if (forwarded !== undefined) return [forwarded];
  const sent = request.hasHeader('host') ? [request.header('host') ?? ''] : [];
  return [...new Set([...sent, request.host])];
}

function forwardedHost(request: AppRequest): string | undefined {
  return request.header('x-forwarded-host')?.split(',')[0]?.trim();
}

/** The name in the public URL, where somebody answers for it: the operator, or the operator's proxy. */
function publicHostname(
  request: AppRequest,
  rootUrl: string,
  { baseUrl, trustProxy }: Pick<ServiceSettings, 'baseUrl' | 'trustProxy'>,
): string | undefined {
  const vouched = baseUrl !== undefined || (trustProxy && forwardedHost(request) !== undefined);
  return vouched && URL.canParse(rootUrl) ? new URL(rootUrl).hostname : undefined;
}

/** `[::1]:5000` → `[::1]`. The port does not matter: who chose it cannot choose the name. */
function hostname(host: string): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9_][a-z0-9._-]*)(?::\d{1,5})?$/.exec(host.toLowerCase())?.[1];
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
