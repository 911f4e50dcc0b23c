import type { ControlSettings } from '../config/index.ts';
import type { DatabaseContents, DatabaseRecord } from '../registry/index.ts';
import type { Terminal } from './terminal.ts';
import { formatCount, styled } from './terminal.ts';

/** A database that the command line, or a file, names. */
export interface OfferedDatabase {
  /** As it was written. */
  readonly source: string;
  readonly record: DatabaseRecord;
}

export interface BannerModel {
  readonly version: string;
  /** As formatted for people. */
  readonly readyIn: string;
  /** URL of the server, with a trailing slash. */
  readonly url: string;
  readonly localOnly: boolean;
  readonly databases: readonly OfferedDatabase[];
  /** Databases of the home that are not among these. */
  readonly otherCount: number;
  /** Id of the database at `/`, which is then alone. */
  readonly rootDatabase: string | undefined;
  readonly spawn: ControlSettings['spawn'];
}

/** More of them push the URLs off the screen; `respawn ls` shows all. */
const databasesShownMax = 8;

/** What `respawn serve` says when it is ready: where to browse, where the APIs are, what else can be done. */
export function formatBanner(model: BannerModel, { out }: Terminal): string {
  const { url, rootDatabase, databases } = model;
  const bold = (text: string) => styled(out, 'bold', text);
  const dim = (text: string) => styled(out, 'dim', text);
  const lines = [`  ${bold(`respawn ${model.version}`)}   ready in ${model.readyIn}`, ''];
  lines.push(`  Browse     ${bold(url)}`);
  for (const { source, record } of databases.slice(0, databasesShownMax)) {
    const baseUrl = record.id === rootDatabase ? url : `${url}${record.id}/`;
    lines.push(`  API        ${bold(`${baseUrl}v1/info`)}`);
    lines.push(
      `  Data       ${source}${record.contents === undefined ? '' : ` · ${summary(record.contents)}`}`,
    );
    if (record.contents !== undefined) lines.push(`  Prefix     _${record.contents.prefix}_`);
  }
  if (rootDatabase === undefined) {
    lines.push(`  Index      ${url}index/v1/links${others(model)}`, `  Spawn      ${spawnText(model)}`);
  }
  const open = model.localOnly ? 'Local only. For others: --host 0.0.0.0 --base-url https://…    ' : '';
  lines.push('', dim(`  ${open}Stop: Ctrl-C`));
  return `\n${lines.join('\n')}\n\n`;
}

function others({ databases, otherCount }: BannerModel): string {
  const count = otherCount + Math.max(0, databases.length - databasesShownMax);
  if (count === 0) return '';
  return ` · ${formatCount(count)} ${databases.length === 0 ? 'in the home' : 'more'}: respawn ls`;
}

function spawnText({ spawn, url }: BannerModel): string {
  if (spawn === 'off') return 'off over HTTP · respawn spawn SOURCE on this machine';
  const who = spawn === 'token' ? ' · with the token' : '';
  return `${url}extensions/spawn?loc=…${who}`;
}

/** `structures 102 · references 6`. */
function summary({ entryCounts, looseArchives }: DatabaseContents): string {
  const parts = Object.entries(entryCounts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${formatCount(count)}`);
  // Those of entries go without saying. Databases from before archives were kept do not tell.
  if (looseArchives > 0) parts.push(`archives ${formatCount(looseArchives)}`);
  return parts.length === 0 ? 'no entries' : parts.join(' · ');
}
