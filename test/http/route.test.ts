import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEndpoint, parseVersion, pathSegments } from '../../src/http/route.ts';

test('any id survives its way through a URL', () => {
  const id = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((text) => text.isWellFormed() && !text.includes('\0'));
  fc.assert(
    fc.property(
      id,
      fc.constantFrom('', '/v1', '/v1.3.0', '//v1.1'),
      fc.constantFrom('', '/'),
      (text, version, end) => {
        const route = parseVersion(pathSegments(`${version}/structures/${encodeURIComponent(text)}${end}`));
        expect(parseEndpoint(route)).toEqual({ kind: 'entry', entryType: 'structures', id: text });
      },
    ),
  );
});

test('any path is an endpoint, nothing, or a fault of the client', () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      try {
        const { kind } = parseEndpoint(parseVersion(pathSegments(path))) ?? { kind: 'nothing' };
        expect(kind).toBeTypeOf('string');
      } catch (error) {
        expect(error).toHaveProperty('status', expect.toBeOneOf([400, 553]));
      }
    }),
  );
});
