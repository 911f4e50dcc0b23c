import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { program, respawn, root, run, temporaryFolder } from './run-program.ts';

const crystals = join(root, 'examples', 'crystals', 'crystals.jsonl');
const xyz = (comment: string) => `1\n${comment}\nHe 0 0 0\n`;

describe('respawn convert', () => {
  it('writes a file, says what is in it, and what it is asked of that file is answered as before', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'out.jsonl.gz');
    const { code, out, error } = await respawn(['convert', crystals, '-o', path]);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('structures 102') });
    expect(error).toContain('No issues.');
    expect(readdirSync(folder.path)).toEqual(['out.jsonl.gz']);
    const [direct, again] = await Promise.all([
      respawn(['inspect', crystals, '--json']),
      respawn(['inspect', path, '--json']),
    ]);
    const { source: _, sizeBytes: _size, ...found } = JSON.parse(direct.out);
    expect(JSON.parse(again.out)).toMatchObject(found);
  });

  it('writes the first entries to standard output, and everything else elsewhere', async () => {
    const { code, out } = await respawn(['convert', crystals, '-o', '-', '--limit', '2']);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(lines.slice(-2).map(({ type }) => type)).toEqual(['structures', 'structures']);
    expect(lines.filter(({ type }) => type === 'structures')).toHaveLength(2);
  });

  it('is not upset by a reader that goes away', async () => {
    const { code, out, error } = await run('sh', [
      '-c',
      `${process.execPath} ${program} convert ${crystals} -o - | head -c 100; echo; echo $?`,
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^\{"x-optimade":/);
    expect(error).not.toContain('failed');
  });

  it.each([
    [['-o', 'there.jsonl'], 2, 'there.jsonl is there already; --overwrite replaces it'],
    [['-o', 'none/out.jsonl'], 2, 'its folder is not there'],
    [['-o', 'out.jsonl', '--limit', 'few'], 2, '--limit is "few", which cannot be used: must be a number'],
    [[], 2, "required option '-o, --output <file>' not specified"],
  ])('%j: exit %s, %s', async (args, exitCode, message) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'there.jsonl'), '');
    const { code, error } = await respawn(['convert', crystals, ...args], { cwd: folder.path });
    expect({ code, error }).toMatchObject({ code: exitCode, error: expect.stringContaining(message) });
    expect(readdirSync(folder.path)).toEqual(['there.jsonl']);
  });

  it('writes nothing where nothing may be wrong and something is', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'a.json'), '[{"id":"a","type":"structures","elements":["Si","O"]}]');
    const args = ['convert', 'a.json', '-o', 'out.jsonl', '--strict'];
    const { code, error } = await respawn(args, { cwd: folder.path });
    expect(code).toBe(1);
    expect(error).toContain('nothing is written: the data hold errors, and --strict was asked for');
    expect(readdirSync(folder.path)).toEqual(['a.json']);
  });
});

describe('respawn init', () => {
  it('describes a folder in a file that serving then follows', async () => {
    using folder = temporaryFolder();
    const data = join(folder.path, 'atoms');
    mkdirSync(data);
    for (const name of ['a', 'b']) writeFileSync(join(data, `${name}.xyz`), xyz(name));
    writeFileSync(join(data, 'energies.csv'), 'id,energy\na,1.5\nb,2.5\n');
    const { code, error } = await respawn(['init', data, '--prefix', 'mylab', '--id-scheme', 'path']);
    expect(code).toBe(0);
    expect(error).toContain('2 XYZ files and 1 table of properties in a folder');
    expect(error).toContain(`respawn serve ${data}`);
    const text = readFileSync(join(data, 'respawn.yaml'), 'utf8');
    expect(text).toMatch(/^prefix: mylab$/m);
    expect(text).toMatch(/^id-scheme: path$/m);
    const { out } = await respawn(['convert', data, '-o', '-']);
    const last = JSON.parse(out.trim().split('\n').at(-1)!);
    expect(last).toMatchObject({ id: 'b.xyz', attributes: { _mylab_energy: 2.5 } });

    const again = await respawn(['init', data]);
    expect(again).toMatchObject({ code: 2, error: expect.stringContaining('--force replaces it') });
    expect(await respawn(['init', data, '--force'])).toMatchObject({ code: 0 });
    expect(readFileSync(join(data, 'respawn.yaml'), 'utf8')).toMatch(/^# prefix: /m);
  });

  it('prints what belongs into an archive, and leaves data alone that are described', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'a.xyz');
    writeFileSync(path, xyz('a'));
    const { code, out } = await respawn(['init', path]);
    expect(code).toBe(0);
    expect(out).toMatch(/^entries:$/m);
    expect(readdirSync(folder.path)).toEqual(['a.xyz']);

    writeFileSync(
      join(folder.path, 'optimade.yaml'),
      'config_version: 0.1.0\ndatabase_description: D\nentries:\n  - entry_type: structures\n' +
        '    entry_paths:\n      - file: a.xyz\n',
    );
    const described = await respawn(['init', folder.path]);
    expect(described).toMatchObject({ code: 1, error: expect.stringContaining('its optimade.yaml says') });
  });
});

it('takes the prefix that optimade-maker knows, where nothing else gives one', async () => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'a.xyz'), xyz('a'));
  const environment = { OPTIMAKE_PROVIDER_PREFIX: 'mylab' };
  const { out } = await respawn(['convert', 'a.xyz', '-o', 'a.jsonl.gz'], { cwd: folder.path, environment });
  expect(out).toContain('structures 1');
  const lines = gunzipSync(readFileSync(join(folder.path, 'a.jsonl.gz')))
    .toString()
    .split('\n');
  expect(JSON.parse(lines[1]!).meta.provider.prefix).toBe('mylab');
});
