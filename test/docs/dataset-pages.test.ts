import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderScheme } from '../../src/ingest/dataset/scheme/folder-scheme.ts';
import { readSidecar } from '../../src/ingest/dataset/sidecar/read-sidecar.ts';
import * as keys from '../../src/ingest/dataset/sidecar/sidecar-keys.ts';

function page(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../docs/reference', name), 'utf8');
}

function examples(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , content]) => content!);
}

describe('docs/reference/respawn-yaml.md', () => {
  const text = page('respawn-yaml.md');
  const { serverKeys: _, ...documented } = keys;

  it.each(Object.values(documented).flat())('says what %s is', (key) => {
    expect(text).toContain(`\`${key}\``);
  });

  it('has no key that does not exist', () => {
    const known = new Set<string>(Object.values(documented).flat());
    const shown = [...text.matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([a-z-]+)`/g)].map(([, key]) => key!),
    );
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((key) => !known.has(key))).toEqual([]);
  });

  it('has examples that can be read', () => {
    for (const example of examples(text, 'yaml')) {
      expect(readSidecar(example, 'respawn.yaml')).toMatchObject({ sidecar: { remarks: [] } });
    }
  });
});

describe('docs/reference/folder-scheme.md', () => {
  it('shows a database that the scheme takes wholly', () => {
    const scheme = new FolderScheme();
    const paths = [
      ...['structures.jsonl', 'references.json', '_mydata_runs.jsonl.gz', 'calculations/calc-1.json'],
      ...[
        'calculations/batch%2F2.json',
        'energies.csv',
        'archive/structures/mp-1.json',
        'files/calc-1/OUTCAR',
      ],
      'respawn.yaml',
    ];
    const [drawn] = examples(page('folder-scheme.md'), '');
    for (const path of paths) {
      expect(drawn).toContain(path.split('/').at(-1));
      scheme.add(path);
    }
    const finding = scheme.finding();
    expect(finding).toMatchObject({ origin: 'the folder scheme', remarks: [] });
    expect(finding?.selections.map(({ entryType }) => entryType).sort()).toEqual([
      '_mydata_runs',
      'calculations',
      'references',
      'structures',
    ]);
  });

  it('shows archives without entries', () => {
    const scheme = new FolderScheme();
    const [, drawn] = examples(page('folder-scheme.md'), '');
    const paths = ['archive/e1.json', 'archive/runs/2024/e2.json.gz'];
    for (const path of paths) {
      expect(drawn).toContain(path.replace('archive/', ''));
      scheme.add(path);
    }
    expect(scheme.hasArchives).toBe(true);
    expect(scheme.finding()).toBeUndefined();
  });

  it('shows a dump that is taken for one', () => {
    const scheme = new FolderScheme();
    const [, , drawn] = examples(page('folder-scheme.md'), '');
    for (const line of drawn!.trim().split('\n')) scheme.add(line.split(/\s+/)[0]!);
    expect(scheme.finding()).toMatchObject({ origin: 'a dump of the responses of an API', remarks: [] });
  });
});
