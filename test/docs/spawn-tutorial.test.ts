import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveServer } from '../end-to-end/live-server.ts';
import { serve, until } from '../end-to-end/live-server.ts';
import { program, root, run, temporaryFolder } from '../end-to-end/run-program.ts';

const page = readFileSync(join(root, 'docs/tutorial/spawn-sleep-revive.md'), 'utf8');
const [start, ...commands] = Array.from(page.matchAll(/^ {4}((?:npm|curl|echo) .*)$/gm), ([, text]) => text!);
const folder = temporaryFolder();
let server: LiveServer;

/** Of the command that the page starts the server with, but for the port, and with less patience. */
const serverArguments = start!
  .replace(/^npm start -- | --port \d+$/g, '')
  .replace('--time-to-live 10', '--time-to-live 5')
  .split(' ');

async function tryOut(command: string) {
  const local = command
    .replace(/^npm start --/, `'${process.execPath}' '${program}'`)
    .replaceAll('http://127.0.0.1:5998', server.origin);
  return await run('sh', ['-c', local], { cwd: folder.path });
}

beforeAll(async () => {
  server = await serve(serverArguments, {}, folder.path);
}, 60_000);

afterAll(async () => {
  await server?.stop();
  folder[Symbol.dispose]();
});

/** The commands in the order of the page, with what the page says of their answers. */
const steps: readonly (readonly [RegExp, RegExp])[] = [
  [/spawn\?id=example/, /"base_url":"[^"]*\/example"/],
  [/filter=nelements=2/, /"data_returned":[1-9]/],
  [/index\/v1\/links/, /"id":"example"/],
  [/-o copy\.json/, /^$/],
  [/spawn copy\.json/, /^copy: (live|dormant), 20 entries, at http/],
  [/etc\/passwd/, /"code":"location-refused"/],
  [/databases\/example$/, /"state":"(live|dormant)"/],
  [/ls --server/, /^example +dormant/m],
  [/example\/v1\/structures\?page_limit=1/, /"data_returned":[1-9]/],
  [/keep-alive/, /"state":"live"/],
  [/copy\/v1\/structures\?page_limit=1/, /"data_available":20/],
  [/^echo/, /^$/],
  [/refresh copy/, /^copy: (live|dormant), 1 entry/],
  [/copy\/v1\/structures$/, /"data_available":1,/],
  [/rm copy example/, /^copy: removed\nexample: removed\n$/],
];

describe('the tutorial of spawning', () => {
  it.each(steps.map(([which, answer], number) => [commands[number], which, answer] as const))(
    '%s',
    async (command, which, answer) => {
      expect(command).toMatch(which);
      if (command!.includes('/copy/v1/structures?')) {
        await server.stop('SIGINT');
        server = await serve(serverArguments, {}, folder.path);
      }
      await until(async () => {
        const { code, out } = await tryOut(command!);
        expect(code, out).toBe(0);
        // What falls asleep takes its time.
        if (command!.includes(' ls ') && !answer.test(out)) return false;
        expect(out).toMatch(answer);
        return true;
      });
    },
    60_000,
  );

  it('has no other commands', () => {
    expect(commands).toHaveLength(steps.length);
  });
});
