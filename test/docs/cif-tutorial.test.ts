import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LiveServer } from '../end-to-end/live-server.ts';
import { serve } from '../end-to-end/live-server.ts';
import { program, root, run, temporaryFolder } from '../end-to-end/run-program.ts';

const page = readFileSync(join(root, 'docs/tutorial/cifs-to-api.md'), 'utf8');
const commands = Array.from(page.matchAll(/^ {4}((?:npm|curl|cp|zip|rm) .*)$/gm), ([, text]) => text!);
const description = /```yaml\n([\s\S]*?)```/.exec(page)![1]!;
const shownReport = /```\n(my-minerals: [\s\S]*?)```/.exec(page)![1]!;
const canZip = spawnSync('zip', ['-v']).status === 0;
const folder = temporaryFolder();
const environment = { RESPAWN_HOME: join(folder.path, 'home') };
let server: LiveServer | undefined;

afterAll(async () => {
  await server?.stop();
  folder[Symbol.dispose]();
});

/** Runs a command of the page in the temporary folder; its answer is what a person sees. */
async function tryOut(command: string): Promise<string> {
  if (command.includes(' serve ')) {
    await server?.stop('SIGINT');
    const args = command.replace(/^npm start -- serve /, '').replace(/ --port \d+/, '');
    server = await serve(args.split(' '), environment, folder.path);
    return '';
  }
  const local = command
    .replace(/^npm start --/, `'${process.execPath}' '${program}'`)
    .replace('examples/minerals', `'${join(root, 'examples', 'minerals')}'`)
    .replaceAll('http://127.0.0.1:5997', server?.origin ?? '');
  const { code, out, error } = await run('sh', ['-c', local], { cwd: folder.path, environment });
  expect(code, out + error).toBe(0);
  return out;
}

const ids = (answer: string) => JSON.parse(answer).data.map(({ id }: { id: string }) => id);
const attributes = (answer: string) => JSON.parse(answer).data.attributes;

/** The commands in the order of the page, with what it says of their answers. */
const steps: readonly (readonly [which: RegExp, look: (answer: string) => void])[] = [
  [/^cp -r/, () => {}],
  [/check my-minerals$/, (answer) => expect(answer).toBe(shownReport)],
  [/serve my-minerals --prefix mylab/, () => {}],
  [/elements\+HAS\+ALL/, (answer) => expect(ids(answer).sort()).toEqual(['hematite', 'wuestite'])],
  [/_mylab_band_gap>3/, (answer) => expect(ids(answer).slice(0, 2)).toEqual(['fluorite', 'quartz'])],
  [/target\.year/, (answer) => expect(ids(answer)).toEqual(['quartz'])],
  [
    /electrum/,
    (answer) =>
      expect(attributes(answer)).toMatchObject({
        nsites: 4,
        species: [{ chemical_symbols: expect.arrayContaining(['Ag', 'Au']), concentration: [0.5, 0.5] }],
      }),
  ],
  [
    /wuestite/,
    (answer) =>
      expect(attributes(answer)).toMatchObject({
        chemical_formula_reduced: 'Fe19O20',
        species: expect.arrayContaining([
          expect.objectContaining({ chemical_symbols: ['Fe', 'vacancy'], concentration: [0.95, 0.05] }),
        ]),
      }),
  ],
  [/"disorder"/, (answer) => expect(ids(answer)).toEqual(['alpha-brass', 'electrum', 'wuestite'])],
  [/init my-minerals/, () => expect(drafted()).toContain('- name: band_gap')],
  [/check my-minerals$/, (answer) => expect(answer).toMatch(/\nNo issues\.\n$/)],
  [/serve my-minerals --port/, () => {}],
  [
    /info\/structures/,
    (answer) =>
      expect(JSON.parse(answer).data.properties._mylab_density).toMatchObject({
        'x-optimade-unit': 'cm^-3*g',
        description: 'Mass density at room temperature.',
      }),
  ],
  [/_mylab_metal=TRUE/, (answer) => expect(ids(answer)).toEqual(['electrum', 'gold', 'silver'])],
  [/--symmetry computed/, () => {}],
  [
    /rutile/,
    (answer) =>
      expect(JSON.parse(answer).data).toMatchObject({
        attributes: { space_group_it_number: 136, wyckoff_positions: ['a', 'a', 'f', 'f', 'f', 'f'] },
        meta: { property_metadata: { wyckoff_positions: { _mylab_symmetry_source: 'computed' } } },
      }),
  ],
  [/^zip/, () => {}],
  [/check my-minerals\.zip/, (answer) => expect(answer).toContain('structures: 27 entries')],
  [/convert/, () => {}],
  [/inspect minerals\.jsonl\.gz/, (answer) => expect(answer).toContain('OPTIMADE JSON Lines')],
  [/^rm -r/, () => {}],
];

function drafted(): string {
  const path = join(folder.path, 'my-minerals', 'respawn.yaml');
  const text = readFileSync(path, 'utf8');
  // As the reader of the page is asked to.
  writeFileSync(path, description);
  return text;
}

describe('the tutorial of CIFs', () => {
  it.each(steps.map(([which, look], number) => [commands[number], which, look] as const))(
    '%s',
    async (command, which, look) => {
      expect(command).toMatch(which);
      const needsZip = command!.includes('zip ') || command!.endsWith('.zip');
      if (needsZip && !canZip) return;
      look(await tryOut(canZip ? command! : command!.replace('my-minerals.zip ', '')));
    },
    60_000,
  );

  it('has no other commands', () => {
    expect(commands).toHaveLength(steps.length);
  });
});
