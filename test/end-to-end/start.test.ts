import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { program, root, run, temporaryFolder } from './run-program.ts';

/** The Node.js of the machine, not the one that the checkout brings. */
function hostNode(): string | undefined {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  return folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path));
}

describe('on the Node.js of the machine', () => {
  const node = hostNode();
  it.skipIf(node === undefined)('a checkout starts, whatever its version', async () => {
    const { code, out } = await run(node!, [program, '--version']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.skipIf(node === undefined)('an installation without its own says what it needs, or runs', async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'bin'));
    const copy = join(folder.path, 'bin', 'respawn.mjs');
    copyFileSync(program, copy);
    const { out: version } = await run(node!, ['--version']);
    const { code, error } = await run(node!, [copy]);
    if (Number(version.slice(1).split('.')[0]) >= 24) {
      expect(error).toContain('ERR_MODULE_NOT_FOUND');
    } else {
      expect(error).toBe(`respawn needs Node.js 24 or later; this is ${version.trim()}.\n`);
      expect(code).toBe(2);
    }
  });
});

describe('the published package', () => {
  it('packs to plain JavaScript that runs from a tarball', async () => {
    using folder = temporaryFolder();
    const packed = await run('npm', ['pack', '--silent', '--pack-destination', folder.path], { cwd: root });
    expect(packed.error).toBe('');
    const tarball = readdirSync(folder.path).find((name) => name.endsWith('.tgz'));
    expect(tarball).toBeDefined();
    const { code, out, error } = await run(
      'npx',
      ['--yes', `./${tarball}`, 'inspect', join(root, 'examples', 'crystals', 'crystals.jsonl')],
      { cwd: folder.path },
    );
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toContain('structures');
    const installed = await run('npm', ['install', '--silent', '--no-audit', '--no-fund', `./${tarball}`], {
      cwd: folder.path,
    });
    expect(installed).toMatchObject({ code: 0, error: '' });
    const script = `
      import { SemanticVersion } from 'optimade-respawn/standard';
      import { checkDocument } from 'optimade-respawn/standard/checking';
      console.log(SemanticVersion.name, checkDocument.name);
    `;
    const imported = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: folder.path });
    expect(imported).toMatchObject({ code: 0, out: 'SemanticVersion checkDocument\n' });
  }, 180_000);
});
