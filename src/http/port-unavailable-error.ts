/** The port cannot be listened on: the operator must choose another one. */
export class PortUnavailableError extends Error {
  override readonly name = 'PortUnavailableError';
  readonly port: number;

  constructor(port: number, reason: string) {
    super(`Port ${port} is not available: ${reason}.`);
    this.port = port;
  }
}
