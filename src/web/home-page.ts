import { html } from './html.ts';
import { renderPage } from './layout.ts';

export interface HomeModel {
  readonly databases: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly url: string;
    readonly entryCount: number;
  }[];
}

/** The page at the root of a server: its databases. */
export function renderHome({ databases }: HomeModel): string {
  const rows = databases.map(
    ({ name, description, url, entryCount }) => html`<tr>
<td><a href="${url}">${name}</a><br><span class="faint">${description}</span></td>
<td class="number">${entryCount.toLocaleString('en')}</td>
</tr>`,
  );
  const table = html`<table>
<thead><tr><th>Database</th><th class="number">Entries</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
  return renderPage(
    'OPTIMADE databases',
    html`<h1>OPTIMADE databases</h1>
<p>Each of these is a live API that speaks <a href="https://www.optimade.org/">OPTIMADE</a>, the common
language of materials databases.</p>
${databases.length === 0 ? html`<p>No database is served here yet.</p>` : table}`,
  );
}
