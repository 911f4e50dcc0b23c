import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Turns } from '../../../src/http/graph/turns.ts';

const never = new AbortController().signal;

/** Work that ends when it is told to, by name. */
function scene(workingMax: number, waitingMax: number) {
  const turns = new Turns({ workingMax, waitingMax });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, signal = never, weight = 1) =>
    turns.run(
      async () => {
        begun.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        return name;
      },
      signal,
      weight,
    );
  return { ask, begun, end: (name: string) => ends.get(name)!() };
}

describe('turns', () => {
  test('are given in the order of asking, to as many as may work at once', async () => {
    const { ask, begun, end } = scene(2, 10);
    const all = ['a', 'b', 'c', 'd'].map((name) => ask(name));
    await setImmediate();
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await all[1];
    await setImmediate();
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    end('c');
    await setImmediate();
    end('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
    const later = ask('e');
    expect(begun.at(-1)).toBe('e');
    end('e');
    await later;
  });

  test('are taken all at once by heavy work, which the light does not pass by', async () => {
    const { ask, begun, end: endSoon } = scene(3, 10);
    const end = async (name: string) => {
      endSoon(name);
      await setImmediate();
    };
    const leaving = new AbortController();
    const all = [
      ask('a'),
      ask('heavy', never, 3),
      ask('b'),
      ask('c'),
      ask('leaves', leaving.signal, 3),
      ask('d'),
    ];
    const left = expect(all[4]).rejects.toThrow();
    await setImmediate();
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'heavy']);
    await end('heavy');
    expect(begun).toEqual(['a', 'heavy', 'b', 'c']);
    leaving.abort();
    await left;
    await setImmediate();
    expect(begun).toEqual(['a', 'heavy', 'b', 'c', 'd']);
    for (const name of ['b', 'c', 'd']) await end(name);
    await Promise.all(all.toSpliced(4, 1));
  });

  test('are passed on by work that fails', async () => {
    const turns = new Turns({ workingMax: 1, waitingMax: 1 });
    const failing = turns.run(() => Promise.reject(new Error('no')), never);
    const next = turns.run(async () => 'yes', never);
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  test('are kept beyond the end of work that says so', async () => {
    const turns = new Turns({ workingMax: 1, waitingMax: 1 });
    const { promise, reject } = Promise.withResolvers<void>();
    const begun: string[] = [];
    const first = await turns.run(async (keep) => {
      keep(promise);
      return 'there at once';
    }, never);
    expect(first).toBe('there at once');
    const second = turns.run(async () => begun.push('second'), never);
    await setImmediate();
    expect(begun).toEqual([]);
    reject(new Error('however it ends'));
    await second;
    expect(begun).toEqual(['second']);
  });

  test('are not waited for by more than may, nor by who left', async () => {
    const { ask, begun, end } = scene(1, 1);
    const first = ask('a');
    const leaving = new AbortController();
    const second = ask('b', leaving.signal);
    await expect(ask('c')).rejects.toMatchObject({ code: 'graph-requests-full', status: 503 });
    leaving.abort();
    await expect(second).rejects.toThrow();
    await expect(ask('d', AbortSignal.abort())).rejects.toThrow();
    const third = ask('e');
    end('a');
    await first;
    await setImmediate();
    end('e');
    expect([await third, begun]).toEqual(['e', ['a', 'e']]);
  });
});
