import { Writable } from 'node:stream';
import type { Terminal } from '../terminal.ts';
import { jsonLine } from './safe-text.ts';

/** Says in JSON lines what is else said to people, so that a log of JSON lines holds nothing else. */
export function jsonTerminal({ out, error }: Terminal): Terminal {
  const spoken = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _, done) {
      const text = String(chunk).trim();
      if (text !== '') error.write(jsonLine({ event: 'message', time: new Date().toISOString(), text }));
      done();
    },
  });
  return { out, error: spoken };
}
