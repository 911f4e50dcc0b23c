/** Names of parameters whose values open doors: keys, tokens, and the parts of signed links. */
const secretName = /token|signature|^sig$|secret|pass|pwd|credential|key|auth|session|jwt|^code$|policy/i;

/** A URL fit for answers, logs and names: without credentials, fragment and the values of what may be secret. */
export function shownUrl(text: string): string {
  const url = URL.parse(text);
  if (!url) return text.replace(/[?#].*$/s, '');
  url.username = '';
  url.password = '';
  url.hash = '';
  // Parameter by parameter: what is not secret stays as it was written.
  url.search = url.search.replace(/([?&])([^=&]*)=[^&]*/g, (whole, start: string, name: string) =>
    secretName.test(decoded(name)) ? `${start}${name}=***` : whole,
  );
  return url.href;
}

/** Percent escapes resolved, or the text as it is where one of them is broken. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
