/**
 * The reference's collections of good and bad models, each checked on its own by `respawn check`: a bad structure must
 * give an issue that names the property at fault, a good model none.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blamedProperties } from './blamed-properties.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'respawn.js');

interface Report {
  readonly issues: readonly {
    readonly severity: string;
    readonly property?: string;
    readonly examples: readonly { readonly detail: string }[];
  }[];
  readonly entryTypes: Readonly<Record<string, { readonly derived: Readonly<Record<string, number>> }>>;
}

/** Checks every model below the folder, with the reference's own configuration. */
export function checkModels(folder: string): readonly { name: string; faults: readonly string[] }[] {
  const config = join(folder, '..', 'config.json');
  const scratch = mkdtempSync(join(tmpdir(), 'respawn-models-'));
  const check = (model: unknown): Report => {
    const path = join(scratch, 'model.json');
    writeFileSync(path, JSON.stringify([model]));
    const args = [program, 'check', path, '--json', '--config', config, '--home', scratch];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (stdout === '') throw new Error(`respawn check failed: ${stderr}`);
    return JSON.parse(stdout) as Report;
  };
  const results = [
    ...models(folder, 'test_bad_structures.json').map((model, index) => ({
      name: `bad structure ${index} is reported for ${blamedProperties[index]}`,
      faults: namesProperty(check(model), blamedProperties[index]!) ? [] : ['no issue names it'],
    })),
    ...['test_good_structures.json', 'test_good_references.json'].flatMap((file) =>
      models(folder, file).map((model, index) => ({
        name: `${file} ${index} has no fault`,
        faults: check(model)
          .issues.filter(({ severity }) => severity === 'error')
          .map((issue) => JSON.stringify(issue)),
      })),
    ),
  ];
  rmSync(scratch, { recursive: true });
  return results;
}

function models(folder: string, file: string): readonly unknown[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown[];
}

/** A value that was missing and derived is named by the count of derivations. */
function namesProperty({ issues, entryTypes }: Report, property: string): boolean {
  return (
    issues.some(
      (issue) =>
        issue.property === property || issue.examples.some(({ detail }) => detail.includes(property)),
    ) || Object.values(entryTypes).some(({ derived }) => Object.hasOwn(derived, property))
  );
}
