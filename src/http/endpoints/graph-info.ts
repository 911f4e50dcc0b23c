import { Buffer } from 'node:buffer';
import { graphRequestSchema } from '../../graph/index.ts';
import { serializeGraphInfo } from '../../response/index.ts';
import type { Answer } from '../answer.ts';

/**
 * `/extensions/graph`: what is offered, and how much at once.
 *
 * @param extensionsUrl without a slash at its end
 * @param databaseUrl the versioned base URL of the database that is asked; of the whole server a template
 */
export function answerGraphInfo(extensionsUrl: string, databaseUrl: string): Answer {
  const archiveUrl = `${databaseUrl}/extensions/archive/{entry}/{path}`;
  const body = Buffer.from(serializeGraphInfo(extensionsUrl, archiveUrl));
  return { status: 200, mediaType: 'application/json', body };
}

/** `/extensions/graph/schema.json`: the language as JSON Schema. */
export function answerGraphSchema(): Answer {
  const body = Buffer.from(JSON.stringify(graphRequestSchema));
  return { status: 200, mediaType: 'application/schema+json', body };
}
