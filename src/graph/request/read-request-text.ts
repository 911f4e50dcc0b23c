import { Buffer } from 'node:buffer';
import type { JsonValue } from '../../base/index.ts';
import { limits, OptimadeError } from '../../base/index.ts';

/**
 * The request in the parameter `q` of a URL: JSON, or base64url (or plain base64) of JSON in UTF-8.
 *
 * Errors: `parameter-invalid`. Limits: `graphRequestBytesMax`.
 */
export function readRequestText(text: string): JsonValue {
  if (Buffer.byteLength(text) > (limits.graphRequestBytesMax * 4) / 3) throw tooLong();
  const asJson = readJson(text);
  if ('value' in asJson) {
    if (Buffer.byteLength(text) > limits.graphRequestBytesMax) throw tooLong();
    return asJson.value;
  }
  if (!/^[A-Za-z0-9_+/-]+={0,2}$/.test(text)) {
    throw refused(
      `no JSON (${asJson.problem}), nor is it base64url, which has only letters, digits, "-" and "_"`,
    );
  }
  const decoded = decode(text);
  const asEncoded = decoded === undefined ? { problem: 'it is no UTF-8' } : readJson(decoded);
  if ('value' in asEncoded) return asEncoded.value;
  throw refused(`no JSON (${asJson.problem}), nor base64url of JSON (${asEncoded.problem})`);
}

function readJson(text: string): { readonly value: JsonValue } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'it cannot be read' };
  }
}

function decode(text: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url'));
  } catch {
    return undefined;
  }
}

function tooLong(): OptimadeError {
  return refused(`a request of more than ${limits.graphRequestBytesMax} bytes`);
}

function refused(problem: string): OptimadeError {
  return new OptimadeError('parameter-invalid', { parameter: 'q', problem }, { parameter: 'q' });
}
