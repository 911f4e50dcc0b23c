import { databaseLinks, serializeLinks } from '../../response/index.ts';
import type { Answer } from '../answer.ts';
import { jsonAnswer } from '../answer.ts';
import type { RequestScope } from '../request-scope.ts';

/** `/links` */
export function answerLinks({ context, echo }: RequestScope): Answer {
  return jsonAnswer(serializeLinks(context, echo, databaseLinks(context)));
}
