import { Buffer } from 'node:buffer';
import type { JsonValue } from '../../base/index.ts';
import { limits, OptimadeError } from '../../base/index.ts';

const encodedForm = /^[A-Za-z0-9_+/-]+={0,2}$/;

/**
 * The request in the parameter `q` of a URL: JSON, or base64url (or plain base64) of JSON in UTF-8.
 *
 * Errors: `parameter-invalid`. Limits: `graphRequestBytesMax`.
 */
export function readRequestText(text: string): JsonValue {
  if (Buffer.byteLength(text) > (limits.graphRequestBytesMax * 4) / 3) throw tooLong();
  const decoded = encodedForm.test(text) ? decode(text) : undefined;
  // No text that is JSON itself decodes to this. To try would cost an exception, which takes longer than a small answer.
  if (decoded?.startsWith('{')) {
    const map = readJson(decoded);
    if ('value' in map) return map.value;
  }
  const asJson = readJson(text);
  if ('value' in asJson) {
    if (Buffer.byteLength(text) > limits.graphRequestBytesMax) throw tooLong();
    return asJson.value;
  }
  if (!encodedForm.test(text)) {
    throw refused(
      `no JSON (${asJson.problem}), nor is it base64url, which has only letters, digits, "-" and "_"`,
    );
  }
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
