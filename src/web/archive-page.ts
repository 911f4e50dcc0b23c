import type { Html } from './html.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';

/** One place in an archive: the way to it, and what is there. */
export interface ArchiveModel {
  /** The entry of OPTIMADE, or the file of an archive that belongs to none, which has no URL. */
  readonly entry: { readonly text: string; readonly url: string | undefined };
  readonly database: Link;
  /** From the entry down to this place, which is the last. */
  readonly way: readonly Link[];
  /** What stands here, as `a list of 41 maps, 12 kB`. */
  readonly summary: string;
  readonly rows: readonly ArchiveRow[];
  /** Where this is no map and no list: the value as it stands in the archive. */
  readonly value: string | undefined;
  readonly previousUrl: string | undefined;
  readonly nextUrl: string | undefined;
  /** Of children that no page shows. */
  readonly hiddenCount: number;
  /** The whole value as JSON, and one level of it with links. */
  readonly jsonUrl: string;
  readonly levelUrl: string;
}

export interface ArchiveRow {
  readonly name: string;
  /** The value or the beginning of it; undefined where it is better told than shown. */
  readonly shown: string | undefined;
  /** What it is, where that has to be told. */
  readonly told: string | undefined;
  /** Where there is more to see of it: what it holds, what it refers to. */
  readonly url: string | undefined;
}

interface Link {
  readonly text: string;
  readonly url: string;
}

/** A page to look around in an archive, level by level. */
export function renderArchive(model: ArchiveModel): string {
  const { entry, database, way, summary, jsonUrl, levelUrl } = model;
  const name = entry.url === undefined ? html`${entry.text}` : html`<a href="${entry.url}">${entry.text}</a>`;
  return renderPage(
    way.map(({ text }) => text).join(' / '),
    html`<p class="faint">Archive of ${name} in <a href="${database.url}">${database.text}</a></p>
<h1>${breadcrumbs(way)}</h1>
<p>${summary}. As JSON: <a href="${jsonUrl}">all of it</a>, <a href="${levelUrl}">one level with links</a>.</p>
${content(model)}`,
    jsonUrl,
  );
}

function breadcrumbs(way: readonly Link[]): Html {
  return html`${way.map(({ text, url }, index) => {
    const isHere = index === way.length - 1;
    return isHere ? html`${text}` : html`<a href="${url}">${text}</a> / `;
  })}`;
}

function content({ rows, value, previousUrl, nextUrl, hiddenCount }: ArchiveModel): Html {
  if (value !== undefined) return html`<pre>${value}</pre>`;
  return html`<table><tbody>${rows.map(row)}</tbody></table>
${
  hiddenCount === 0
    ? undefined
    : html`<p>… and ${hiddenCount.toLocaleString('en')} more, which the JSON has.</p>`
}
<p>${previousUrl && html`<a href="${previousUrl}">Before these</a> `}${
    nextUrl && html`<a href="${nextUrl}">After these</a>`
  }</p>`;
}

function row({ name, shown, told, url }: ArchiveRow): Html {
  const code = shown === undefined ? undefined : html`<code>${shown}</code>`;
  const seen = html`${code}${code && told ? ' ' : ''}${told && html`<span class="faint">${told}</span>`}`;
  return html`<tr><td>${name}</td><td>${url === undefined ? seen : html`<a href="${url}">${seen}</a>`}</td></tr>`;
}
