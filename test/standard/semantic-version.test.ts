import { describe, expect, it } from 'vitest';
import { SemanticVersion } from '../../src/standard/index.ts';

describe('SemanticVersion', () => {
  it.each([
    ['1.3.0', [1, 3, 0, '', '']],
    ['0.10.1', [0, 10, 1, '', '']],
    ['1.3.0-rc.2', [1, 3, 0, 'rc.2', '']],
    ['1.3.0+build.005', [1, 3, 0, '', 'build.005']],
    ['1.3.0-x-y.0+a-b.c', [1, 3, 0, 'x-y.0', 'a-b.c']],
    ['1.0.0--', [1, 0, 0, '-', '']],
    ['1.0.0-0a', [1, 0, 0, '0a', '']],
  ] as const)('reads %s', (text, [major, minor, patch, prerelease, buildMetadata]) => {
    const version = SemanticVersion.parse(text)!;
    expect(version).toMatchObject({ major, minor, patch, prerelease, buildMetadata });
    expect(version.baseVersion).toBe(`${major}.${minor}.${patch}`);
    expect(String(version)).toBe(text);
  });

  it.each([
    '',
    '1',
    '1.3',
    'v1.3.0',
    '1.3.0.0',
    '01.3.0',
    '1.03.0',
    '1.3.0-',
    '1.3.0-01',
    '1.3.0-a..b',
    '1.3.0+',
    '1.3.0+a+b',
    '1.3.0~develop',
    ' 1.3.0',
    '1.3.0\n',
    '1.3.99999999999999999',
    `1.3.0-${'a'.repeat(300)}`,
  ])('takes %j for no version', (text) => {
    expect(SemanticVersion.parse(text)).toBeUndefined();
  });

  it('orders versions as the specification does', () => {
    const ordered = [
      '0.9.9',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '2.0.0',
    ].map((text) => SemanticVersion.parse(text)!);
    for (const [index, left] of ordered.entries()) {
      for (const [otherIndex, right] of ordered.entries()) {
        expect(Math.sign(left.compare(right))).toBe(Math.sign(index - otherIndex));
      }
    }
  });

  it('leaves build metadata out of the order', () => {
    expect(SemanticVersion.parse('1.0.0+a')!.compare(SemanticVersion.parse('1.0.0+b')!)).toBe(0);
  });
});
