import { baseInfoData, entryInfoData, serializeBaseInfo, serializeEntryInfo } from '../../response/index.ts';
import type { Answer } from '../answer.ts';
import { jsonAnswer } from '../answer.ts';
import type { RequestScope } from '../request-scope.ts';
import { entryTypeOf } from './entry-type.ts';

/** `/info` */
export function answerInfo({ context, staticParts, echo }: RequestScope): Answer {
  const data = staticParts.get('info', () => baseInfoData(context));
  return jsonAnswer(serializeBaseInfo(context, echo, data));
}

/** `/info/<type>` */
export function answerEntryInfo(scope: RequestScope, name: string): Answer {
  const { context, staticParts, echo } = scope;
  const entryType = entryTypeOf(scope, name);
  const data = staticParts.get(`info/${name}`, () => entryInfoData(context, entryType));
  return jsonAnswer(serializeEntryInfo(context, echo, data));
}
