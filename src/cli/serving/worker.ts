/** A process that serves beside others; started by `worker-pool.ts`, which tells it what and how. */
import { CliError } from '../cli-error.ts';
import { serverLog } from '../log/server-log.ts';
import type { LocalServing } from './serve-here.ts';
import { serveHere } from './serve-here.ts';
import type { SupervisorMessage, WorkerMessage } from './worker-message.ts';

let serving: Promise<LocalServing | undefined> | undefined;
const texts = new Map<number, (text: string) => void>();
let requests = 0;

// A terminal sends these to all processes at once; the supervisor says when to stop. When it is gone, so is this one:
// that is what node:cluster does on a lost channel.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('SIGTERM', () => void stop());
process.on('message', (message: SupervisorMessage) => {
  if (message.kind === 'serve') serving = serve(message.settings);
  else if (message.kind === 'stop') void stop();
  else if (message.kind === 'metrics-wanted') void tellMetrics(message.request);
  else if (message.kind === 'metrics-text') texts.get(message.request)?.(message.text);
});

async function serve(settings: Parameters<typeof serveHere>[0]): Promise<LocalServing | undefined> {
  try {
    const log = serverLog(settings.log, { out: process.stdout, error: process.stderr });
    const started = await serveHere(settings, log, askForMetricsText);
    tell({ kind: 'listening', url: started.url, port: started.port });
    return started;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const failed: WorkerMessage = { kind: 'failed', message: error.message, exitCode: error.exitCode };
    process.send?.(failed, () => process.exit(error.exitCode));
    return undefined;
  }
}

async function stop(): Promise<void> {
  await (await serving)?.close();
  process.exit(0);
}

async function tellMetrics(request: number): Promise<void> {
  const started = await serving;
  if (started !== undefined) tell({ kind: 'metrics', request, snapshot: await started.metricsSnapshot() });
}

/** The metrics of all workers, which only the supervisor can gather. */
function askForMetricsText(): Promise<string> {
  requests += 1;
  const request = requests;
  return new Promise((resolve) => {
    texts.set(request, (text) => {
      texts.delete(request);
      resolve(text);
    });
    tell({ kind: 'metrics-text-wanted', request });
  });
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
