declare module 'unbzip2-stream' {
  /** A stream of the kind that Node had before 0.10: it decompresses while `write` or `end` runs. */
  interface Unbzip2Stream {
    on(event: 'data', listener: (block: Uint8Array) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    write(bytes: Uint8Array): boolean;
    end(): void;
  }
  export default function unbzip2Stream(): Unbzip2Stream;
}
