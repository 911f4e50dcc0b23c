import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referencePages } from '../../scripts/make-reference.ts';

const root = join(import.meta.dirname, '..', '..');
const pages = [
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, 'docs', name)),
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map((name) => join(root, name)),
];

describe('pages made from the source say what the source says', () => {
  it.each([...referencePages()])('%s', (path, text) => {
    expect(readFileSync(join(root, 'docs', 'reference', path), 'utf8')).toBe(text);
  });
});

describe('links between documents lead somewhere', () => {
  it.each(pages.map((page) => [relative(root, page), page]))('%s', (_, page) => {
    const text = readFileSync(page, 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect(existsSync(join(dirname(page), target!)), `${target} in ${page}`).toBe(true);
    }
  });
});
