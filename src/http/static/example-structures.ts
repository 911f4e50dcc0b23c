/** A small file of structures that comes with the program and is there to be spawned from, by its path or by its URL. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppRequest } from '../app-request.ts';
import { endpointUnknown } from '../endpoint-unknown.ts';
import { respond, respondNotModified } from '../respond.ts';

/** Below the root of the server. */
export const exampleStructuresUrlPath = '/static/example_structures.json';

/** Where it lies on this machine; never part of an answer. */
export const exampleStructuresFile = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'examples',
  'flat-structures',
  'example_structures.json',
);

/**
 * Answers a request for what lies below `/static`; any web page may read it.
 *
 * @param segments percent-encoded segments below `/static`
 * Errors: endpoint-unknown.
 */
export async function respondStatic(request: AppRequest, segments: readonly string[]): Promise<Response> {
  if (segments.join('/') !== 'example_structures.json') {
    throw endpointUnknown(request.target.path, `Offered: ${exampleStructuresUrlPath}.`);
  }
  const body = await readFile(exampleStructuresFile);
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 27);
  const answer = { status: 200, mediaType: 'application/json', body };
  return respondNotModified(request, tag) ?? respond(answer, request, tag);
}
