import { Html, html } from './html.ts';
import { styleSheet } from './style-sheet.ts';

/** The frame of every page. `alternate` is the same thing for programs. */
export function renderPage(title: string, body: Html, alternate?: string): string {
  const link =
    alternate === undefined
      ? undefined
      : html`<link rel="alternate" type="application/vnd.api+json" href="${alternate}">`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${link}
${styleElement}
</head>
<body>
<main>
${body}
</main>
<footer><a href="https://www.optimade.org/">What is OPTIMADE?</a></footer>
</body>
</html>
`.markup;
}

// The digest of exactly this text stands in the content security policy, so nothing may come between the
// tags.
const styleElement = new Html(`<style>${styleSheet}</style>`);
