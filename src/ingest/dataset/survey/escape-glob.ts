/** A pattern that means just this text. A brace, which no pattern can spell, is any one letter in it. */
export function escapeGlob(text: string): string {
  return text.replace(/[*?[]/g, '[$&]').replace(/[{}]/g, '?');
}
