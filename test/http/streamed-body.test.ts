import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compressStream } from '../../src/http/compression.ts';
import { answerBody } from '../../src/http/graph/answer-body.ts';
import { StreamedBody } from '../../src/http/streamed-body.ts';

/** Pieces of 64 KiB; `made` counts them, `isOver` tells whether the rest was given up. */
function source(count: number, failsAt = Number.POSITIVE_INFINITY) {
  const state = { made: 0, isOver: false };
  function* pieces(): Generator<Uint8Array> {
    try {
      for (; state.made < count; state.made += 1) {
        if (state.made === failsAt) throw new Error('the disk is gone');
        yield Buffer.alloc(64 * 1024, String(state.made % 10));
      }
    } finally {
      state.isOver = true;
    }
  }
  return { state, pieces: pieces() };
}

describe('a body that comes in pieces', () => {
  test('is one where it is small, and goes on being made while it is sent where it is not', async () => {
    expect(answerBody([Buffer.from('ab'), Buffer.from('c')])).toEqual(Buffer.from('abc'));
    const { state, pieces } = source(10);
    const body = answerBody(pieces) as StreamedBody;
    expect([body.length, state.made]).toEqual([undefined, 0]);
    expect((await text(body.stream())).length).toBe(10 * 64 * 1024);
    await body.ended;
  });

  test.each([false, true])('is made no further than it is taken; compressed: %s', async (isCompressed) => {
    const { state, pieces } = source(10_000);
    const body = answerBody(pieces) as StreamedBody;
    const stream = isCompressed ? compressStream(body.stream()) : body.stream();
    const reader = stream.getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(state.made).toBeLessThan(9_000);
    await reader.cancel();
    await body.ended;
    expect(state.isOver).toBe(true);
  });

  test.each([false, true])('breaks off where making it fails; compressed: %s', async (isCompressed) => {
    const body = answerBody(source(10, 3).pieces) as StreamedBody;
    const ended = body.ended.catch((error: Error) => error.message);
    await expect(text(isCompressed ? compressStream(body.stream()) : body.stream())).rejects.toThrow();
    expect(await ended).toBe('the disk is gone');
  });

  test('lets others have a turn where an empty piece comes', async () => {
    const pieces = ['', 'a', '', '', 'b', ''].map((piece) => Buffer.from(piece));
    const body = answerBody(pieces) as StreamedBody;
    expect(body).toBeInstanceOf(StreamedBody);
    expect(await text(body.stream())).toBe('ab');
    await body.ended;
  });

  test('is given up within a pause', async () => {
    function* endless(): Generator<Uint8Array> {
      for (;;) yield new Uint8Array(0);
    }
    const body = new StreamedBody(undefined, endless());
    const reader = body.stream().getReader();
    const read = reader.read();
    await reader.cancel();
    expect(await read).toEqual({ done: true, value: undefined });
    await body.ended;
  });

  test('is the same after compression', async () => {
    const body = new StreamedBody(undefined, source(5).pieces);
    const packed = Readable.fromWeb(compressStream(body.stream()) as never);
    expect(await text(packed.pipe(createGunzip()))).toHaveLength(5 * 64 * 1024);
  });

  test('is given up by who asks for its headers alone', async () => {
    const { state, pieces } = source(10);
    const body = answerBody(pieces) as StreamedBody;
    body.cancel();
    await body.ended;
    expect(state.isOver).toBe(true);
  });
});
