/** Takes the elements of a source, lines or list elements, as a splitter finds them. */
export interface ElementSink {
  /** One element, perhaps with blanks around it. */
  element(bytes: Buffer, line: number): void;
  /** An element that cannot be had. `problem` is a sentence without its subject, such as `is cut off`. */
  fault(line: number, problem: string): void;
}

/** Cuts a stream of bytes into elements. */
export interface Splitter {
  push(chunk: Buffer): void;
  /** To be called once, after the last chunk. */
  end(): void;
}
