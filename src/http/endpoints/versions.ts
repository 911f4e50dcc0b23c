import { Buffer } from 'node:buffer';
import { versionsDocument, versionsMediaType } from '../../response/index.ts';
import type { Answer } from '../answer.ts';

/** `/versions`, below unversioned base URLs only. */
export function answerVersions(): Answer {
  return { status: 200, mediaType: versionsMediaType, body: Buffer.from(versionsDocument()) };
}
