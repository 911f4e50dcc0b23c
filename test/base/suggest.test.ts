import { describe, expect, it } from 'vitest';
import { limits, suggest } from '../../src/base/index.ts';

describe('a suggestion', () => {
  it('is the nearest name, or one that has only more before it', () => {
    expect(suggest('nsite', ['nelements', 'nsites', 'id'])).toBe('nsites');
    expect(suggest('band_gap', ['id', '_exmpl_band_gap'])).toBe('_exmpl_band_gap');
    expect(suggest('zzz', ['nelements', 'nsites'])).toBeUndefined();
  });

  it('is looked for among so many names only, since each is compared letter by letter', () => {
    let seen = 0;
    function* names() {
      for (; seen < 1_000_000; seen += 1) yield `archive-materials-${1_000_000 + seen}`;
    }
    expect(suggest('archive-materials-zzzzzzz', names())).toBe('archive-materials-1000000');
    expect(seen).toBe(limits.suggestionCandidatesMax);
  });

  it('costs nothing for names that are of another length', () => {
    const names = [...Array.from({ length: 10_000 }, () => 'a name of quite another length'), 'nsites'];
    expect(suggest('nsite', names)).toBe('nsites');
  });
});
