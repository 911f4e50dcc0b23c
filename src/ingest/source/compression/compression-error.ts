/** Compressed data that do not decompress to their end. */
export class CompressionError extends Error {
  override readonly name = 'CompressionError';
  /** The data stop too early; else something in them is wrong. */
  readonly cutOff: boolean;

  constructor(message: string, cutOff: boolean) {
    super(message);
    this.cutOff = cutOff;
  }
}
