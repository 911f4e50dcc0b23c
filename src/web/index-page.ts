import { firstLine, html, moreRows, webAddress } from './html.ts';
import { renderPage } from './layout.ts';

export interface IndexModel {
  readonly provider: { readonly name: string; readonly homepage: string | null | undefined };
  readonly baseUrl: string;
  readonly infoUrl: string;
  readonly linksUrl: string;
  readonly databaseCount: number;
  /** As many as a page shows. */
  readonly databases: readonly {
    readonly name: string;
    readonly description: string;
    readonly url: string;
  }[];
}

/** The page at the base URL of the index meta-database. @spec OPTIMADE 1.3.0, "Base URL" */
export function renderIndex(model: IndexModel): string {
  const { provider, baseUrl, infoUrl, linksUrl, databases, databaseCount } = model;
  const homepage = webAddress(provider.homepage);
  const name =
    homepage === undefined ? html`${provider.name}` : html`<a href="${homepage}">${provider.name}</a>`;
  const rows = databases.map(
    ({ name: title, description, url }) => html`<tr>
<td><a href="${url}">${title}</a><br><code>${url}</code><br><span class="faint">${firstLine(description)}</span></td>
</tr>`,
  );
  return renderPage(
    `Index of ${provider.name}`,
    html`<h1>Index of ${name}</h1>
<p>This is the base URL of an <a href="https://www.optimade.org/">OPTIMADE</a> index meta-database, through which
clients find all databases of one provider:</p>
<pre>${baseUrl}</pre>
${
  databases.length === 0
    ? html`<p>No database is served here yet.</p>`
    : html`<table>
<thead><tr><th>Databases and their base URLs</th></tr></thead>
<tbody>${rows}</tbody>
</table>
${moreRows(databaseCount - databases.length, html`<a href="${linksUrl}">all of them, for programs</a>`)}`
}`,
    infoUrl,
  );
}
