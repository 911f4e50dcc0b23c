import type { DatabaseDescription } from '../standard/index.ts';
import type { Terminal } from './terminal.ts';
import { formatCount, styled } from './terminal.ts';

/** What the banner tells of one database. */
interface BannerDatabase {
  readonly id: string;
  readonly source: string;
  readonly description: DatabaseDescription;
  /** URL of its pages, with a trailing slash. */
  readonly url: string;
}

export interface BannerModel {
  readonly version: string;
  /** As formatted for people. */
  readonly readyIn: string;
  /** URL of the server, with a trailing slash. */
  readonly url: string;
  readonly localOnly: boolean;
  readonly databases: readonly BannerDatabase[];
}

/** What `respawn serve` says when it is ready: where to browse, where the API is, what was loaded. */
export function formatBanner(model: BannerModel, { out }: Terminal): string {
  const bold = (text: string) => styled(out, 'bold', text);
  const dim = (text: string) => styled(out, 'dim', text);
  const lines = [`  ${bold(`respawn ${model.version}`)}   ready in ${model.readyIn}`, ''];
  lines.push(`  Browse     ${bold(model.url)}`);
  for (const { url, source, description } of model.databases) {
    lines.push(`  API        ${bold(`${url}v1/info`)}`);
    lines.push(`  Data       ${source} · ${contents(description)}`);
    lines.push(`  Prefix     _${description.provider.prefix}_${customCount(description)}`);
  }
  const open = model.localOnly ? 'Local only. For others: --host 0.0.0.0 --base-url https://…    ' : '';
  lines.push('', dim(`  ${open}Stop: Ctrl-C`));
  return `\n${lines.join('\n')}\n\n`;
}

/** `structures 102 · references 6`. */
function contents({ entryTypes }: DatabaseDescription): string {
  const parts = Object.values(entryTypes)
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${name} ${formatCount(count)}`);
  return parts.length === 0 ? 'no entries' : parts.join(' · ');
}

function customCount({ entryTypes }: DatabaseDescription): string {
  const count = Object.values(entryTypes)
    .flatMap(({ knownCounts }) => Object.keys(knownCounts))
    .filter((name) => name.startsWith('_')).length;
  return count === 0 ? '' : ` (${count} custom ${count === 1 ? 'property' : 'properties'})`;
}
