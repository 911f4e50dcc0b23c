import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveServer } from '../end-to-end/live-server.ts';
import { serve } from '../end-to-end/live-server.ts';
import { root, run, temporaryFolder } from '../end-to-end/run-program.ts';

const page = readFileSync(join(root, 'docs/reference/control.md'), 'utf8').replace(/\\\n\s*/g, '');
const commands = Array.from(page.matchAll(/^ {4}(curl .*)$/gm), ([, command]) => command!);
const folder = temporaryFolder();
const token = 'not-a-secret';
let open: LiveServer;
let guarded: LiveServer;

beforeAll(async () => {
  open = await serve(['--empty', '--home', join(folder.path, 'open')]);
  const home = ['--home', join(folder.path, 'guarded')];
  guarded = await serve(['--empty', '--spawn', 'token', ...home], { RESPAWN_TOKEN: token });
}, 60_000);

afterAll(async () => {
  await open?.stop();
  await guarded?.stop();
  folder[Symbol.dispose]();
});

/** In the order of the page: what one makes the next ones ask for. */
describe('the examples of the control API', () => {
  it.each(commands)(
    '%s',
    async (command) => {
      const local = command
        .replaceAll('http://127.0.0.1:5000', open.origin)
        .replaceAll('http://127.0.0.1:5999', guarded.origin)
        .replaceAll('$RESPAWN_TOKEN', token);
      const { code, out } = await run('sh', ['-c', `${local} --silent --fail-with-body`]);
      expect({ code, out }).toMatchObject({ code: 0 });
      if (command.includes('DELETE')) expect(out).toBe('');
      else expect(JSON.parse(out).data).toBeDefined();
    },
    60_000,
  );

  it('are all there', () => {
    expect(commands).toHaveLength(9);
  });
});
