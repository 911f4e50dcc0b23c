import { Buffer } from 'node:buffer';
import type { Answer } from './answer.ts';

/** The same request is answered at another URL. @spec OPTIMADE 1.3.0, "Base URL" */
export function redirect(url: string): Answer {
  return {
    status: 307,
    mediaType: 'text/plain; charset=utf-8',
    body: Buffer.from(`${url}\n`),
    headers: { Location: url },
  };
}
