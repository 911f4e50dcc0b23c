import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LiveServer } from '../end-to-end/live-server.ts';
import { serve } from '../end-to-end/live-server.ts';
import { program, root, run, temporaryFolder } from '../end-to-end/run-program.ts';
import { filesOf, stepsOf } from './page-steps.ts';

const page = readFileSync(join(root, 'docs/tutorial/ask-an-archive.md'), 'utf8');
const steps = stepsOf(page);
const address = 'http://127.0.0.1:5996';
const folder = temporaryFolder();
const environment = { RESPAWN_HOME: join(folder.path, 'home') };
let server: LiveServer | undefined;

afterAll(async () => {
  await server?.stop();
  folder[Symbol.dispose]();
});

/** Runs a command of the page; its answer is what a person sees. */
async function tryOut(command: string): Promise<string> {
  const local = command.replace('examples/', `${join(root, 'examples')}/`);
  if (command.includes(' serve ')) {
    await server?.stop('SIGINT');
    const args = local.replace(/^npm start -- serve /, '').replace(/ --port \d+/, '');
    server = await serve(args.split(' '), environment, folder.path);
    return '';
  }
  const there = local
    .replace(/^npm start --/, `'${process.execPath}' '${program}'`)
    .replaceAll(address, server?.origin ?? '');
  const { code, out, error } = await run('sh', ['-c', there], { cwd: folder.path, environment });
  expect(code, out + error).toBe(0);
  if (command.startsWith('mkdir')) writeFiles();
  return out.replaceAll(server?.origin ?? '', address);
}

/** As the reader of the page is asked to. */
function writeFiles(): void {
  for (const { path, text } of filesOf(page)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
}

/** What the page says of answers that it does not show. */
const told: readonly (readonly [which: RegExp, text: RegExp])[] = [
  [/run\/0\/calculations'/, /At "\/run\/0" is a map with the keys .*Did you mean "calculation"\?/],
  [/"dept"/, /there is no setting "dept". Did you mean "depth"\?/],
  [/_cell_length_\?/, /"_cell_length_a":"/],
];

describe('the tutorial of archives', () => {
  it.each(steps.map(({ command, shown }) => [command, shown] as const))(
    '%s',
    async (command, shown) => {
      const answer = await tryOut(command);
      const isJson = command.startsWith('curl');
      if (shown !== undefined && isJson) expect(JSON.parse(answer)).toEqual(JSON.parse(shown));
      else if (shown !== undefined) expect(answer).toBe(shown);
      else if (isJson) expect(answer.replaceAll('\\"', '"')).toMatch(expectedOf(command));
    },
    60_000,
  );

  it('says of each answer that it does not show what is looked for here', () => {
    const hidden = steps.filter(({ command, shown }) => command.startsWith('curl') && shown === undefined);
    expect(hidden).toHaveLength(told.length);
    expect(filesOf(page)).toHaveLength(2);
  });
});

function expectedOf(command: string): RegExp {
  const [, text] = told.find(([which]) => which.test(command)) ?? [];
  return text ?? expect.fail(`nothing is known of the answer to ${command}`);
}
