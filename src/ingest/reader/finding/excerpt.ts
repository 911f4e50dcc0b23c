const excerptLength = 60;

/** The start of a text in quotation marks, fit for a message. */
export function excerpt(text: string): string {
  const start = text.slice(0, 4 * excerptLength).trim();
  return JSON.stringify(start.length <= excerptLength ? start : `${start.slice(0, excerptLength)}…`);
}
