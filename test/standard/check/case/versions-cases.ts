import type { Case } from './case.ts';

export const versionsCases: readonly Case[] = [
  ['versions', '', 5, 'versions-are-text'],
  ['versions', '', '', 'versions-begin-with-their-header', 'versions-name-a-version'],
  ['versions', '', '1\n', 'versions-begin-with-their-header', 'versions-name-a-version'],
  ['versions', '', 'version\n', 'versions-name-a-version'],
  ['versions', '', 'version\nv1\n', 'versions-are-major-numbers'],
  ['versions', '', 'version\n1\n1', 'versions-are-named-once'],
  ['versions', '', 'version\r\n1\r\n', 'versions-have-plain-line-ends?'],
  ['versions', '', 'version\n1\n\n', 'versions-are-major-numbers'],
  ['versions', '', 'version\n1,x\n', 'versions-are-major-numbers'],
  ['versions', '', 'version\n1'],
];
