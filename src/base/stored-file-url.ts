/**
 * URLs of files that a database keeps beside its entries. Where the server will be is not known when they are stored, so
 * a name stands for it, which answers replace.
 */
export const storedFileScheme = 'respawn-file:';

/** What is stored as the URL of a file. */
export function storedFileUrl(name: string): string {
  return storedFileScheme + name.toWellFormed().split('/').map(encodeURIComponent).join('/');
}
