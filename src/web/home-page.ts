import type { Html } from './html.ts';
import { firstLine, html, moreRows } from './html.ts';
import { renderPage } from './layout.ts';

export interface HomeModel {
  readonly databaseCount: number;
  /** As many as a page shows. */
  readonly databases: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly url: string;
    readonly state: 'cold' | 'ingesting' | 'live' | 'dormant' | 'failed';
    /** Why it could not be made. */
    readonly failure: string | undefined;
    /** Null where that is not known yet. */
    readonly entryCount: number | null;
  }[];
  readonly indexUrl: string;
  /** Where a form may send locations; undefined where there is none. */
  readonly spawnUrl: string | undefined;
}

/** The page at the root of a server: its databases, and how to have another one. */
export function renderHome({ databases, databaseCount, indexUrl, spawnUrl }: HomeModel): string {
  return renderPage(
    'OPTIMADE databases',
    html`<h1>OPTIMADE databases</h1>
<p>Each of these is a live API that speaks <a href="https://www.optimade.org/">OPTIMADE</a>, the common
language of materials databases. Programs find them all through the
<a href="${indexUrl}">index meta-database</a>.</p>
${databases.length === 0 ? html`<p>No database is served here yet.</p>` : databaseTable(databases)}
${moreRows(databaseCount - databases.length, html`<a href="${indexUrl}/v1/links">all of them, for programs</a>`)}
${spawnUrl === undefined ? undefined : spawnForm(spawnUrl)}`,
    `${indexUrl}/v1/links`,
  );
}

function databaseTable(databases: HomeModel['databases']): Html {
  const rows = databases.map(
    ({ id, name, description, url, state, failure, entryCount }) => html`<tr>
<td><a href="${url}">${name}</a><br><code>/${id}</code><br><span class="faint">${firstLine(description)}</span></td>
<td>${state}<br><span class="faint">${failure === undefined || state !== 'failed' ? stateMeanings[state] : failure}</span></td>
<td class="number">${entryCount?.toLocaleString('en') ?? '–'}</td>
</tr>`,
  );
  return html`<table>
<thead><tr><th>Database</th><th>State</th><th class="number">Entries</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
}

const stateMeanings: Readonly<Record<HomeModel['databases'][number]['state'], string>> = {
  live: 'answers at once',
  dormant: 'wakes up when it is asked',
  cold: 'is fetched again when it is asked',
  ingesting: 'is being made',
  failed: 'could not be made',
};

/** A form that any browser can send: it asks for the same URL as a program would. */
function spawnForm(spawnUrl: string): Html {
  return html`<h2>Serve another one</h2>
<form action="${spawnUrl}" method="get">
<label for="loc">Path, URL or DOI of the data</label>
<div class="row"><input id="loc" name="loc" required placeholder="https://zenodo.org/records/…"
autocomplete="off" spellcheck="false"><button>Spawn</button></div>
</form>`;
}
