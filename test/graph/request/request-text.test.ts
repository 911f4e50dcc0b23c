import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import { limits } from '../../../src/base/index.ts';
import { canonicalRequest } from '../../../src/graph/request/canonical-request.ts';
import { readRequestText } from '../../../src/graph/request/read-request-text.ts';

describe('the request in a URL', () => {
  const request = { entries: { 'é?>': { archive: '*' } } };
  const json = JSON.stringify(request);

  it.each([
    ['JSON', json],
    ['JSON with blanks', ` \n${json} `],
    ['base64url', Buffer.from(json).toString('base64url')],
    ['base64', Buffer.from(json).toString('base64')],
  ])('may be %s', (_, text) => {
    expect(readRequestText(text)).toEqual(request);
  });

  it.each([
    ['{"a"', ['no JSON', 'nor is it base64url, which has only letters']],
    ['', ['no JSON', 'nor is it base64url']],
    ['abcd', ['no JSON', 'it is no UTF-8']],
    [Buffer.from('{"a"').toString('base64url'), ['no JSON', 'nor base64url of JSON (Expected']],
    [`"${'a'.repeat(limits.graphRequestBytesMax)}"`, ['more than 1048576 bytes']],
    ['a'.repeat(limits.graphRequestBytesMax * 2), ['more than 1048576 bytes']],
  ])('is refused, with what was tried: %.20s', (text, words) => {
    for (const word of words) expect(() => readRequestText(text)).toThrow(word);
  });
});

describe('the text of a request', () => {
  const same: readonly (readonly [JsonValue, JsonValue])[] = [
    ['include', '*'],
    [
      { a: { m_request: { 'max-list-size': 1, depth: 2 } } },
      { a: { m_request: { depth: 2, max_list_size: 1 } } },
    ],
    [{ a: { m_request: 'include' } }, { a: { m_request: '*' } }],
    [
      { b: '*', m_children: { a: '*', m_children: { m_request: {} } } },
      { m_request: {}, b: '*', a: '*' },
    ],
    [
      { a: { m_request: { pagination: { page: 1, page_size: 2 } } } },
      { a: { m_request: { pagination: { page_size: 2, page: 1 } } } },
    ],
    [{ a: 'include-resolved', m_children: { a: '*' } }, { a: '*' }],
  ];
  it.each(same)('%j is that of %j', (one, other) => {
    expect(canonicalRequest(one)).toBe(canonicalRequest(other));
  });

  it.each<readonly [JsonValue, JsonValue]>([
    // The answer has its keys in the order of the request.
    [
      { a: '*', b: '*' },
      { b: '*', a: '*' },
    ],
    [{ a: {} }, { a: '*' }],
    [{ 'a-b': '*' }, { a_b: '*' }],
    [{ m_request: { include: ['a', 'b'] } }, { m_request: { include: ['ab'] } }],
    [JSON.parse('{"__proto__":"*"}'), {}],
  ])('%j is not that of %j', (one, other) => {
    expect(canonicalRequest(one)).not.toBe(canonicalRequest(other));
  });
});
