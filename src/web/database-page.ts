import type { Html } from './html.ts';
import { firstLine, html, webAddress } from './html.ts';
import { renderPage } from './layout.ts';

export interface DatabaseModel {
  readonly name: string;
  readonly description: string;
  readonly provider: { readonly name: string; readonly homepage: string | null | undefined };
  readonly licenseUrl: string | undefined;
  /** What clients are given as the address of this API. */
  readonly baseUrl: string;
  readonly infoUrl: string;
  readonly entryTypes: readonly {
    readonly name: string;
    readonly description: string;
    readonly count: number;
    readonly url: string;
    readonly infoUrl: string;
  }[];
  /** What entries have, most often known first. */
  readonly properties: readonly {
    readonly entryType: string;
    readonly name: string;
    readonly title: string;
    /** Data type and unit, as a phrase. */
    readonly values: string;
    readonly count: number;
  }[];
  readonly examples: readonly { readonly title: string; readonly query: string; readonly url: string }[];
  readonly endpoints: readonly { readonly path: string; readonly title: string; readonly url: string }[];
}

/** The page at the base URL of a database. @spec OPTIMADE 1.3.0, "Base URL" */
export function renderDatabase(model: DatabaseModel): string {
  const { name, description, provider, licenseUrl, entryTypes } = model;
  const license = webAddress(licenseUrl);
  return renderPage(
    name,
    html`<h1>${name}</h1>
<p>${description}</p>
<p class="faint">Provided by ${linked(provider.name, webAddress(provider.homepage))}${
      license === undefined ? undefined : html`, under <a href="${license}">this license</a>`
    }.</p>
<p>This is the base URL of an <a href="https://www.optimade.org/">OPTIMADE</a> API. Give it to any
OPTIMADE client:</p>
<pre>${model.baseUrl}</pre>
${entryTypes.length === 0 ? html`<p>It has no entries. The endpoints tell what else it has.</p>` : entryParts(model)}
<h2>Endpoints</h2>
${linkTable(model.endpoints.map(({ path, title, url }) => ({ title, text: path, url })))}`,
    model.infoUrl,
  );
}

/** Only what there is something to show of. */
function entryParts(model: DatabaseModel): Html {
  const { examples, properties } = model;
  const rows = examples.map(({ title, query, url }) => ({ title, text: query, url }));
  return html`<h2>Entries</h2>
${entryTypeTable(model)}
${filterForm(model.entryTypes[0]!)}
${rows.length === 0 ? undefined : html`<h2>Queries to try</h2>${linkTable(rows)}`}
${properties.length === 0 ? undefined : html`<h2>Properties</h2>${propertyTable(model)}`}`;
}

function linked(text: string, url: string | undefined): Html {
  return url === undefined ? html`${text}` : html`<a href="${url}">${text}</a>`;
}

function entryTypeTable({ entryTypes }: DatabaseModel): Html {
  const rows = entryTypes.map(
    ({ name, description, count, url, infoUrl }) => html`<tr>
<td><a href="${url}">${name}</a></td>
<td class="number">${count.toLocaleString('en')}</td>
<td>${firstLine(description)} <a href="${infoUrl}">Properties</a></td>
</tr>`,
  );
  return html`<table>
<thead><tr><th>Type</th><th class="number">Entries</th><th>What they are</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
}

/** A filter of one's own, sent as any client would send it. */
function filterForm({ name, url }: DatabaseModel['entryTypes'][number]): Html {
  return html`<form action="${url}" method="get">
<label for="filter">Filter the ${name}</label>
<div class="row"><input id="filter" name="filter" placeholder='elements HAS "O" AND nelements=2'
autocomplete="off" spellcheck="false"><button>Search</button></div>
</form>`;
}

function propertyTable({ properties, entryTypes }: DatabaseModel): Html {
  const totals = new Map(entryTypes.map(({ name, count }) => [name, count]));
  const rows = properties.map(
    ({ entryType, name, title, values, count }) => html`<tr>
<td><code>${name}</code><br><span class="faint">${title}</span></td>
<td>${entryType}</td>
<td>${values}</td>
<td class="number">${Math.round((100 * count) / (totals.get(entryType) ?? count))} %</td>
</tr>`,
  );
  return html`<table>
<thead><tr><th>Property</th><th>Of</th><th>Values</th><th class="number">Known</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
}

function linkTable(
  rows: readonly { readonly title: string; readonly text: string; readonly url: string }[],
): Html {
  return html`<table><tbody>${rows.map(
    ({ title, text, url }) =>
      html`<tr><td>${title}</td><td><a href="${url}"><code>${text}</code></a></td></tr>`,
  )}</tbody></table>`;
}
