/** Something cannot be tried on this machine, or by this user. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
