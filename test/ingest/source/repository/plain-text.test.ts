import { expect, test } from 'vitest';
import { plainText } from '../../../../src/ingest/source/repository/plain-text.ts';

test.each<[html: string, text: string]>([
  ['plain', 'plain'],
  ['<p>One</p>\n\n<p>Two<br/>Three</p>', 'One\nTwo\nThree'],
  ['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
  ['LaFe<sub>13</sub> at 3 &lt; x &#60; 5 &amp; more&nbsp;words', 'LaFe13 at 3 < x < 5 & more words'],
  ['0 < x and x > 1', '0 < x and x > 1'],
  ['&eacute; &#x41; &#0; &#xD800; &#9999999;', '&eacute; A'],
  ['&__proto__; &constructor;', '&__proto__; &constructor;'],
  ['&amp;lt;script&amp;gt;', '&lt;script&gt;'],
  ['<script>alert(1)</script>', 'alert(1)'],
  ['<'.repeat(20_000), '<'.repeat(20_000)],
])('text %#', (html, text) => {
  expect(plainText(html)).toBe(text);
});
