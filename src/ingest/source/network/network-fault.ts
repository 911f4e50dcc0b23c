import { errors } from 'undici';
import type { SourceErrorReason } from '../source-error.ts';
import { SourceError } from '../source-error.ts';
import { ForbiddenAddressError } from './guarded-connector.ts';
import { PassingError } from './passing-error.ts';

/** A fault by the code of its error. Messages of the system are not passed on: they hold addresses. */
interface NetworkFault {
  readonly problem: string;
  readonly passing?: boolean;
  readonly reason?: SourceErrorReason;
}

const broken: NetworkFault = { problem: 'the connection broke off', passing: true };
const noConnection: NetworkFault = { problem: 'no connection came about in time', passing: true };
const noRoute: NetworkFault = { problem: 'the host cannot be reached from here', passing: true };

const faults = new Map<string, NetworkFault>([
  ['ENOTFOUND', { problem: 'there is no host of this name' }],
  ['EAI_AGAIN', { problem: 'the name of the host cannot be looked up at present', passing: true }],
  ['ECONNREFUSED', { problem: 'the host refuses the connection', passing: true }],
  ['ECONNRESET', broken],
  ['EPIPE', broken],
  ['UND_ERR_SOCKET', broken],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', broken],
  // The parser's word for a chunked body without its end.
  ['HPE_INVALID_EOF_STATE', broken],
  ['ETIMEDOUT', noConnection],
  ['UND_ERR_CONNECT_TIMEOUT', noConnection],
  ['UND_ERR_HEADERS_TIMEOUT', { problem: 'no answer came in time', passing: true }],
  ['UND_ERR_BODY_TIMEOUT', { problem: 'the answer stalled', passing: true }],
  ['EHOSTUNREACH', noRoute],
  ['ENETUNREACH', noRoute],
  ['UND_ERR_HEADERS_OVERFLOW', { problem: 'the headers of the answer are too long', reason: 'limit' }],
]);

/** What went wrong between us and another server, as an error that may be shown; faults of our own stay what they are. */
export function networkError(shown: string, error: unknown): unknown {
  if (error instanceof ForbiddenAddressError) {
    const problem =
      'its host has an address that is not public; only hosts of the public Internet are asked, ' +
      'unless the operator allows a host by name (--allow-host)';
    return new SourceError(shown, problem, { reason: 'refused', cause: error });
  }
  const fault = networkFault(error);
  if (!fault) return error;
  const details = { reason: fault.reason ?? 'unreachable', cause: error } as const;
  return fault.passing
    ? new PassingError(shown, fault.problem, details)
    : new SourceError(shown, fault.problem, details);
}

function networkFault(error: unknown): NetworkFault | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const known = faults.get(code ?? '');
  if (known) return known;
  if (error instanceof errors.HTTPParserError) return { problem: 'what the server answers is no HTTP' };
  if (code === undefined) return undefined;
  const isTrust = /CERT|_TLS_|_SSL_|SIGNATURE/.test(code);
  return { problem: isTrust ? `its https cannot be trusted (${code})` : `cannot be fetched (${code})` };
}
