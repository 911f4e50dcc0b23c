import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

it('the import rules are checked on the sources, not on nothing', () => {
  const binary = join(root, 'node_modules', '.bin', 'depcruise');
  const output = execFileSync(
    process.execPath,
    [binary, 'src', '--config', '.dependency-cruiser.mjs', '--output-type', 'json'],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(output) as { summary: { totalCruised: number; error: number } };
  expect(summary.error).toBe(0);
  expect(summary.totalCruised).toBeGreaterThan(100);
});
