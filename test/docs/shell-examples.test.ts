import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveServer } from '../end-to-end/live-server.ts';
import { serve } from '../end-to-end/live-server.ts';
import { respawn, root, run, temporaryFolder } from '../end-to-end/run-program.ts';

/** Commands of a page: its lines indented by four spaces, joined where they end in a backslash. */
function commandsOf(path: string): readonly string[] {
  const text = readFileSync(join(root, path), 'utf8').replace(/\\\n\s*/g, '');
  return [...text.matchAll(/^ {4}((?:npm|curl|respawn|scripts\/)\S* ?.*)$/gm)].map(([, command]) => command!);
}

const tutorial = commandsOf('docs/tutorial/first-query.md');
const folder = temporaryFolder();
let examples: LiveServer;
let mine: LiveServer;

beforeAll(async () => {
  const page = readFileSync(join(root, 'docs/tutorial/first-query.md'), 'utf8');
  writeFileSync(join(folder.path, 'mine.json'), /```json\n([\s\S]*?)```/.exec(page)![1]!);
  copyFileSync(join(folder.path, 'mine.json'), join(folder.path, 'my-structures.jsonl'));
  const home = ['--home', join(folder.path, 'home')];
  examples = await serve(home);
  mine = await serve([join(folder.path, 'mine.json'), '--prefix', 'mylab', ...home]);
});

afterAll(async () => {
  await examples.stop();
  await mine.stop();
  folder[Symbol.dispose]();
});

describe('the tutorial', () => {
  it.each(tutorial.filter((command) => command.startsWith('curl')))('%s', async (command) => {
    const local = command
      .replaceAll('http://127.0.0.1:5000', examples.origin)
      .replaceAll('http://127.0.0.1:5999', mine.origin);
    const { code, out } = await run('sh', ['-c', local]);
    expect(code).toBe(0);
    const { errors, data, meta } = JSON.parse(out);
    if (command.includes('filter=nelement=2'))
      expect(errors[0].detail).toContain('Did you mean "nelements"?');
    else if (Array.isArray(data)) expect(meta.data_returned).toBeGreaterThan(0);
    else expect(data.properties).toBeDefined();
  });

  it('names all the commands that are tried here', () => {
    expect(tutorial.filter((command) => !command.startsWith('curl'))).toEqual([
      'npm ci',
      'npm start',
      'npm start -- inspect mine.json',
      'npm start -- serve mine.json --prefix mylab --port 5999',
    ]);
  });
});

describe('commands that read a file of one’s own', () => {
  const commands = [...tutorial, ...commandsOf('README.md')].filter((command) =>
    / (inspect|check) /.test(command),
  );
  it.each(commands)('%s', async (command) => {
    const args = command
      .replace(/^npm start -- /, '')
      .replace(/\s+#.*$/, '')
      .split(' ');
    const environment = { RESPAWN_HOME: join(folder.path, 'home') };
    const { code, out, error } = await respawn(args, { cwd: folder.path, environment });
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toContain('structures');
  });
});
