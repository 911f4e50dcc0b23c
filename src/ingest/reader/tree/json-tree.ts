import { limits } from '../../../base/index.ts';
import type { FindingRemark } from '../format/format-reader.ts';

/** What becomes of a tree: its bytes, or what is to be told of one that is too large. */
export interface FinishedTree {
  readonly source: Uint8Array | undefined;
  readonly remarks: readonly FindingRemark[];
}

const quotePlain = /^[ !#-[\]-~]*$/;

/**
 * Writes the JSON of a tree that stands for a record which is none: part after part, so that numbers keep their digits
 * and keys their order, whatever they are.
 *
 * Limits: `archiveTreeBytesMax`; of a tree beyond it nothing is kept.
 */
export class JsonTree {
  #text = '';
  #length = 0;
  /** Whether something stands before the next part, at its level. */
  #hasOthers = false;

  openMap(): this {
    return this.#open('{');
  }

  closeMap(): this {
    return this.#close('}');
  }

  openList(): this {
    return this.#open('[');
  }

  closeList(): this {
    return this.#close(']');
  }

  /** To be followed by a value. A key that is there twice is for the caller to avoid. */
  key(key: string): this {
    this.#put(`${quoted(key)}:`);
    this.#hasOthers = false;
    return this;
  }

  text(text: string): this {
    return this.json(quoted(text));
  }

  texts(texts: readonly string[]): this {
    this.openList();
    for (const text of texts) this.text(text);
    return this.closeList();
  }

  /** A number as it was written, digit by digit; null for what is not a number, else the text. */
  number(written: string): this {
    return this.json(numberJson(written) ?? (notANumber.test(written) ? 'null' : quoted(written)));
  }

  numbers(written: readonly string[]): this {
    this.openList();
    for (const word of written) this.number(word);
    return this.closeList();
  }

  /** A value that is JSON already. */
  json(json: string): this {
    this.#put(json);
    this.#hasOthers = true;
    return this;
  }

  finish(): FinishedTree {
    if (this.#length <= limits.archiveTreeBytesMax) {
      const source = new TextEncoder().encode(this.#text);
      if (source.length <= limits.archiveTreeBytesMax) return { source, remarks: [] };
    }
    const message = `Its archive would have more than ${limits.archiveTreeBytesMax} bytes.`;
    return { source: undefined, remarks: [{ code: 'archive-too-large', message }] };
  }

  #open(bracket: string): this {
    this.#put(bracket);
    this.#hasOthers = false;
    return this;
  }

  #close(bracket: string): this {
    this.#hasOthers = false;
    return this.json(bracket);
  }

  #put(json: string): void {
    const part = this.#hasOthers ? `,${json}` : json;
    this.#length += part.length;
    if (this.#length <= limits.archiveTreeBytesMax) this.#text += part;
    else this.#text = '';
  }
}

function quoted(text: string): string {
  return quotePlain.test(text) ? `"${text}"` : JSON.stringify(text);
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const notANumber = /^[+-]?(?:nan|inf|infinity)$/i;
// As of `readNumber`: a sign, digits, a fraction, an exponent of C, Fortran or Mathematica.
const loose = /^([+-]?)(\d*)(?:\.(\d*))?(?:(?:[edq]|\*\^)([+-]?\d+)|([+-]\d{3}))?$/i;

/** A number that a program wrote, in the grammar of JSON; undefined for what is none. */
function numberJson(written: string): string | undefined {
  if (number.test(written)) return written;
  const match = loose.exec(written);
  if (match === null || !/\d/.test(written)) return undefined;
  const [, sign, whole = '', fraction, exponent, bareExponent] = match;
  const power = exponent ?? bareExponent;
  const shown = whole.replace(/^0+(?=\d)/, '') || '0';
  const digits = `${sign === '-' ? '-' : ''}${shown}${fraction ? `.${fraction}` : ''}`;
  return power === undefined ? digits : `${digits}e${power}`;
}
