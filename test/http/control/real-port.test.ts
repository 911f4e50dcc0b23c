/** What only a connection can carry: doubled headers, whole URLs in the request line, bodies that do not end. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../../src/http/index.ts';
import { startServer } from '../../../src/http/index.ts';
import { ControlScene } from './control-scene.ts';

const scene = new ControlScene();
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ app: scene.app, host: '127.0.0.1', port: 0, now: scene.home.now });
});
afterAll(async () => {
  await server.close();
  await scene.remove();
});

/** The status line and everything behind it, until the server closes. */
async function send(...lines: readonly string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text;
  });
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(socket, 'close');
  return answer;
}

const end = 'Connection: close';

describe('a request that says two things', () => {
  it.each<[string, string, ...string[]]>([
    ['two hosts, ours first', 'GET /extensions/databases HTTP/1.1', 'Host: localhost', 'Host: evil.example'],
    ['two hosts, ours last', 'GET /extensions/databases HTTP/1.1', 'Host: evil.example', 'Host: localhost'],
    [
      'a foreign URL in its first line',
      'GET http://evil.example/extensions/databases HTTP/1.1',
      'Host: localhost',
    ],
    [
      'a foreign host for a URL of ours',
      'GET http://localhost/extensions/databases HTTP/1.1',
      'Host: evil.example',
    ],
    [
      'two origins, ours first',
      'GET /extensions/databases HTTP/1.1',
      'Host: localhost',
      'Origin: http://localhost',
      'Origin: https://evil.example',
    ],
    [
      'two origins, ours last',
      'GET /extensions/databases HTTP/1.1',
      'Host: localhost',
      'Origin: https://evil.example',
      'Origin: http://localhost',
    ],
    ['a folded header', 'GET /extensions/databases HTTP/1.1', 'Host: localhost', ' .evil.example'],
  ])('%s', async (_, ...lines) => {
    const answer = await send(...lines, end);
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(answer).not.toContain('"databases"');
  });

  it('is answered where both are right', async () => {
    const answer = await send('GET http://localhost/extensions/databases HTTP/1.1', 'Host: localhost', end);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a body', () => {
  const head = ['POST /extensions/spawn HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', end];

  it('is read to its limit and no further, however it is sent', async () => {
    const chunk = `10000\r\n${'a'.repeat(0x10000)}`;
    const answer = await send(...head, 'Transfer-Encoding: chunked', '', ...Array(6).fill(chunk), '0');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('body-too-large');
  });

  it('arrives', async () => {
    const body = '{"loc":"nothing.jsonl"}';
    const answer = await send(...head, `Content-Length: ${body.length}`, '', body);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('location-gone');
  });
});
