import { Buffer } from 'node:buffer';
import { openapiDocument } from '../../response/index.ts';
import { renderApiPage } from '../../web/index.ts';
import type { Answer } from '../answer.ts';
import { htmlAnswer } from '../html-answer.ts';
import type { RequestScope } from '../request-scope.ts';

/** `/extensions/openapi.json` */
export function answerOpenapi({ context, staticParts }: RequestScope): Answer {
  const body = staticParts.get('openapi', () => Buffer.from(JSON.stringify(openapiDocument(context))));
  return { status: 200, mediaType: 'application/json', body };
}

/** `/extensions/docs`: the same, to read. */
export function answerApiPage({ context, staticParts }: RequestScope): Answer {
  return staticParts.get('api-page', () =>
    htmlAnswer(
      renderApiPage(openapiDocument(context), `${context.versionedBaseUrl}/extensions/openapi.json`),
    ),
  );
}
