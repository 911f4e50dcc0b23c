import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { styleSheet } from '../web/index.ts';
import type { Answer } from './answer.ts';

const styleDigest = createHash('sha256').update(styleSheet).digest('base64');

// The pages hold text from data files: even if markup slipped through, it could load and run nothing.
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleDigest}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A page for people. */
export function htmlAnswer(page: string): Answer {
  return {
    status: 200,
    mediaType: 'text/html; charset=utf-8',
    body: Buffer.from(page),
    headers: {
      'Content-Security-Policy': contentSecurityPolicy,
      'Referrer-Policy': 'no-referrer',
    },
  };
}
