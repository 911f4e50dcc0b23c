import type { DatabaseRecord } from './database-record.ts';
import type { RegistryErrorReason } from './registry-contract.ts';

/** The registry cannot do what it was asked for. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly reason: RegistryErrorReason;
  /** Of the database that it is about, where there is one. */
  readonly record: DatabaseRecord | undefined;
  /** When asking again may help. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    reason: RegistryErrorReason,
    message: string,
    details: {
      readonly record?: DatabaseRecord;
      readonly retryAfterSeconds?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.reason = reason;
    this.record = details.record;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** Whether the registry could not be written, while what stands in it can be read as before. */
export function isUnwritable(error: unknown): boolean {
  return error instanceof RegistryError && (error.reason === 'storage-full' || error.reason === 'busy');
}
