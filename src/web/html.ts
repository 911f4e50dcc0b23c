/** Markup that may stand in a page as it is. Text is no `Html`, so it cannot be mistaken for it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

/**
 * Template tag: what is filled in is escaped, unless it is markup itself; lists are joined, undefined is
 * nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(String.raw({ raw: parts }, ...values.map(markupOf)));
}

function markupOf(value: HtmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(markupOf).join('');
  return escapeText(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** A link target that came from outside: only web addresses, so that it can never be a script. */
export function webAddress(url: string | null | undefined): string | undefined {
  return url != null && /^https?:\/\//i.test(url) ? url : undefined;
}

/** What a table has room for of a text that may have paragraphs. */
export function firstLine(text: string): string {
  return text.split('\n', 1)[0]!;
}

/** Tells how many rows a table does not show. */
export function moreRows(count: number, rest: Html): Html | undefined {
  return count === 0 ? undefined : html`<p>… and ${count.toLocaleString('en')} more: ${rest}</p>`;
}
