import { expect, test } from 'vitest';
import { SeenIds } from '../../../src/ingest/entry/seen-ids.ts';

test('every text that was added is known, and hardly any other', () => {
  const seen = new SeenIds();
  const count = 20_000;
  for (let index = 0; index < count; index += 1) seen.add('structures', `db/${index}`);
  for (let index = 0; index < count; index += 1) expect(seen.mayHave('structures', `db/${index}`)).toBe(true);
  let mistaken = 0;
  for (let index = 0; index < count; index += 1) {
    if (seen.mayHave('structures', `db/${count + index}`)) mistaken += 1;
    if (seen.mayHave('references', `db/${index}`)) mistaken += 1;
  }
  expect(mistaken).toBe(0);
});
