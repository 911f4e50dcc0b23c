import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IngestSettings } from '../../config/index.ts';
import { draftSidecar, sidecarNames } from '../../ingest/index.ts';
import { CliError } from '../cli-error.ts';
import type { Flags } from '../gather-settings.ts';
import { gatherSettings } from '../gather-settings.ts';
import { openOutput } from '../output/output.ts';
import { stoppable } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { styled } from '../terminal.ts';
import { withSource } from '../with-source.ts';

/** `respawn init`: a respawn.yaml that describes what is found in a source, for people to edit. */
export async function runInit(text: string, flags: Flags, terminal: Terminal): Promise<void> {
  const { settings, warnings } = gatherSettings([text], flags);
  for (const warning of warnings) terminal.error.write(`warning: ${warning}\n`);
  const file = flags.file as string | undefined;
  const isAfresh = flags.force === true;
  const name = (flags.output as string | undefined) ?? (await placeFor(text));
  const output = await openOutput({ name, replaceFlag: '--force', replaces: isAfresh, terminal });
  await stoppable(terminal, async (signal) => {
    const draft = await withSource({ text, file, settings, signal, terminal }, (source, _hooks, show) =>
      draftSidecar(source, {
        settings: givenOf(settings.ingest),
        isAfresh,
        signal,
        onProgress: (stage, fraction) => show({ stage, fraction, entries: 0, bytes: 0 }),
      }),
    );
    const { origin, name: found, remarks } = draft.plan;
    refuseDescribed(origin, text);
    terminal.error.write(`${styled(terminal.error, 'bold', text)}\n  ${found}\n`);
    for (const remark of remarks) terminal.error.write(`  ${remark}\n`);
    await output.deliver([Buffer.from(draft.text)], signal);
    terminal.error.write(`${whatNext(text, output.path === undefined ? undefined : name)}\n`);
  });
}

/** Beside the data where they lie in a folder; nobody writes into an archive, or onto another server. */
async function placeFor(text: string): Promise<string> {
  const status = await stat(text).catch(() => undefined);
  return status?.isDirectory() === true ? join(text, sidecarNames[0]!) : '-';
}

/** Of the settings that a `respawn.yaml` can hold, those that are given. */
function givenOf(ingest: IngestSettings): Partial<IngestSettings> {
  const { prefix, idScheme, frames, symmetry, symmetryTolerance, onError, nestedBundles, archives } = ingest;
  const settings = {
    prefix,
    idScheme,
    frames,
    symmetry,
    symmetryTolerance,
    onError,
    nestedBundles,
    archives,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** Errors: `CliError` where the data are described already. */
function refuseDescribed(origin: string, text: string): void {
  if (sidecarNames.includes(origin)) {
    throw new CliError(
      `${text} has a ${origin} already; --force looks at the data as if it were not there.`,
      1,
    );
  }
  if (/optimade\.ya?ml$/.test(origin)) {
    const problem = `${text} is described already: its ${origin} says what is served, and is obeyed`;
    throw new CliError(`${problem}. A respawn.yaml beside it can hold settings such as id-scheme.`, 1);
  }
}

function whatNext(text: string, written: string | undefined): string {
  const place =
    written === undefined
      ? 'Put it beside the data as respawn.yaml: into their folder, or at the top of the archive.'
      : `Written: ${written}.`;
  return `${place} Edit it, then see what it does:\n  respawn check ${text}\n  respawn serve ${text}`;
}
