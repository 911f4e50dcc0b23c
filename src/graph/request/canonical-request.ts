import type { JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import { checkRequestSize } from './check-request-size.ts';
import { settingName } from './parse-own-settings.ts';

/**
 * A text that is the same for requests with the same answer, byte for byte, as far as that can be told
 * without looking at data: settings in one spelling and order, `m_children` at home. Keys stay in their
 * order, which is that of the answer.
 *
 * Errors, limits: as `parseGraphRequest` has them for the size.
 */
export function canonicalRequest(request: JsonValue): string {
  checkRequestSize(request);
  return nodeText(request);
}

function nodeText(value: JsonValue): string {
  if (value === 'include') return '"*"';
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = new Map(Object.entries(value));
  for (let inner = members.get('m_children'); isJsonObject(inner); inner = members.get('m_children')) {
    members.delete('m_children');
    for (const [key, child] of Object.entries(inner)) members.set(key, child);
  }
  const settings = members.get('m_request');
  members.delete('m_request');
  const texts = [...members].map(([key, child]) => `${JSON.stringify(key)}:${nodeText(child ?? null)}`);
  if (settings !== undefined) texts.unshift(`"m_request":${settingsText(settings)}`);
  return `{${texts.join(',')}}`;
}

function settingsText(value: JsonValue): string {
  if (value === 'include') return '"*"';
  if (!isJsonObject(value)) return JSON.stringify(value);
  const texts = Object.entries(value).map(
    ([key, setting]) => `${JSON.stringify(settingName(key))}:${sortedText(setting)}`,
  );
  return `{${texts.sort().join(',')}}`;
}

/** JSON with the keys of all maps in order. */
function sortedText(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const texts = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${sortedText(child)}`);
  return `{${texts.sort().join(',')}}`;
}
