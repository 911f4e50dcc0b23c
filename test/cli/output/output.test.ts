import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openOutput } from '../../../src/cli/output/output.ts';
import { temporaryFolder } from '../../end-to-end/run-program.ts';

let folder = temporaryFolder();
beforeEach(() => {
  folder[Symbol.dispose]();
  folder = temporaryFolder();
});
afterAll(() => folder[Symbol.dispose]());

const terminal = { out: new PassThrough(), error: new PassThrough() };
const open = (name: string, replaces = false) =>
  openOutput({ name, replaceFlag: '--overwrite', replaces, terminal });
const inFolder = (name: string) => join(folder.path, name);
const content = [Buffer.from('one\n'), Buffer.from('two\n')];
const never = new AbortController().signal;

describe('a file', () => {
  it('is there when it is whole, and nothing beside it', async () => {
    const output = await open(inFolder('a.jsonl'));
    expect(readdirSync(folder.path)).toEqual([]);
    await output.deliver(content, never);
    expect(readFileSync(inFolder('a.jsonl'), 'utf8')).toBe('one\ntwo\n');
    expect(readdirSync(folder.path)).toEqual(['a.jsonl']);
  });

  it('is compressed where its name says so', async () => {
    await (await open(inFolder('a.jsonl.GZ'))).deliver(content, never);
    expect(gunzipSync(readFileSync(inFolder('a.jsonl.GZ'))).toString()).toBe('one\ntwo\n');
  });

  it('replaces another where that is asked for, also behind a link', async () => {
    writeFileSync(inFolder('old'), 'old');
    symlinkSync(inFolder('old'), inFolder('link'));
    await (await open(inFolder('link'), true)).deliver(content, never);
    expect(readFileSync(inFolder('old'), 'utf8')).toBe('one\ntwo\n');
    expect(readdirSync(folder.path)).toEqual(['link', 'old']);
  });

  it('leaves what was there when the content fails on the way', async () => {
    writeFileSync(inFolder('old'), 'old');
    function* failing(): Generator<Uint8Array> {
      yield Buffer.alloc(1_000_000);
      throw new Error('no more');
    }
    const output = await open(inFolder('old'), true);
    await expect(output.deliver(failing(), never)).rejects.toThrow('no more');
    expect(readFileSync(inFolder('old'), 'utf8')).toBe('old');
    expect(readdirSync(folder.path)).toEqual(['old']);
  });

  it('leaves nothing when it is called off', async () => {
    const stop = new AbortController();
    function* endless(): Generator<Uint8Array> {
      for (let pieces = 0; ; pieces += 1) {
        if (pieces === 5) setImmediate(() => stop.abort());
        yield Buffer.alloc(100_000);
      }
    }
    const output = await open(inFolder('a'));
    await expect(output.deliver(endless(), stop.signal)).rejects.toThrow(/abort/i);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('does not replace what came there meanwhile', async () => {
    const output = await open(inFolder('a'));
    writeFileSync(inFolder('a'), 'other');
    await expect(output.deliver(content, never)).rejects.toThrow(/is there already/);
    expect(readFileSync(inFolder('a'), 'utf8')).toBe('other');
    expect(readdirSync(folder.path)).toEqual(['a']);
  });
});

describe('what cannot be written is told before any work is done', () => {
  it.each([
    ['old', /is there already; --overwrite replaces it/],
    ['sub', /is a folder; name a file in it/],
    ['none/a', /its folder is not there/],
    ['old/a', /what should be its folder is a file/],
    ['a.jsonl.bz2', /\.bz2 cannot be written; \.gz can/],
    ['a.xz', /\.xz cannot be written/],
    ['/dev/null', /no regular file; - is standard output/],
  ])('%s', async (name, problem) => {
    writeFileSync(inFolder('old'), 'old');
    mkdirSync(inFolder('sub'));
    await expect(open(name.startsWith('/') ? name : inFolder(name))).rejects.toThrow(problem);
    expect(existsSync(inFolder('a'))).toBe(false);
  });
});

describe('standard output', () => {
  it('takes all and stays open', async () => {
    const out = new PassThrough();
    const output = await openOutput({
      name: '-',
      replaceFlag: '',
      replaces: false,
      terminal: { ...terminal, out },
    });
    expect(output.path).toBeUndefined();
    await output.deliver(content, never);
    out.end('end');
    expect(String(out.read())).toBe('one\ntwo\nend');
  });

  it('may go away, as head does', async () => {
    const out = new PassThrough();
    const output = await openOutput({
      name: '-',
      replaceFlag: '',
      replaces: false,
      terminal: { ...terminal, out },
    });
    function* leaving(): Generator<Uint8Array> {
      yield content[0]!;
      out.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      for (;;) yield Buffer.alloc(100_000);
    }
    await expect(output.deliver(leaving(), never)).resolves.toBeUndefined();
  });
});
