import type { RunningServer, ServerOptions } from '../../http/index.ts';
import { PortUnavailableError, startServer } from '../../http/index.ts';
import { CliError } from '../cli-error.ts';

/** Begins to answer on a port. Errors: `CliError` where that cannot be had. */
export async function listen(
  app: ServerOptions['app'],
  host: string,
  port: number | undefined,
): Promise<RunningServer> {
  try {
    return await startServer({ app, host, port, now: () => new Date() });
  } catch (error) {
    if (error instanceof PortUnavailableError) {
      const remedy = port === undefined ? '' : ' Without --port, the next free one is taken.';
      throw new CliError(`${error.message}${remedy}`, 2);
    }
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CliError(`cannot listen on ${host}: ${message}.`, 2);
    }
    throw error;
  }
}
