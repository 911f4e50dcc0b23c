import { createHash, timingSafeEqual } from 'node:crypto';
import { OptimadeError } from '../../base/index.ts';
import type { ControlSettings } from '../../config/index.ts';
import { isLoopback } from '../../config/index.ts';
import type { AppRequest } from '../app-request.ts';

/**
 * Checks that whoever sends a request may change the databases.
 *
 * Errors: control-off, control-not-local, token-required.
 */
export function authorizeChange(request: AppRequest, { spawn, token }: ControlSettings): void {
  if (spawn === 'off') throw new OptimadeError('control-off');
  if (spawn === 'local') checkLocal(request);
  else checkToken(request.header('authorization'), token);
}

const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** A proxy that nobody told us of would make the whole world look like this machine. */
function checkLocal(request: AppRequest): void {
  const { remoteAddress } = request;
  const address = remoteAddress?.replace(/^::ffff:/i, '');
  if (address !== undefined && !isLoopback(address)) {
    throw new OptimadeError('control-not-local', { reason: 'it was sent by another machine' });
  }
  const header = proxyHeaders.find((name) => request.hasHeader(name));
  if (header !== undefined) {
    const reason = `its header ${header} says that a proxy passed it on`;
    throw new OptimadeError('control-not-local', { reason }, { header });
  }
}

function checkToken(authorization: string | undefined, token: string | undefined): void {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (given === undefined) {
    throw new OptimadeError('token-required', { problem: 'none was sent' }, { header: 'Authorization' });
  }
  if (token === undefined || !isSame(given, token)) {
    throw new OptimadeError(
      'token-required',
      { problem: 'the one that was sent is not right' },
      { header: 'Authorization' },
    );
  }
}

/** Takes as long for the first letter as for the last, and whatever the lengths are. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
