/**
 * The least that Node can do: sends the bytes of a file to whoever asks. The ceiling for a server on this
 * machine.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, path] = process.argv.slice(2);
const body = readFileSync(path!);
createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/vnd.api+json', 'content-length': body.length });
  response.end(body);
}).listen(Number(port), '127.0.0.1');
