/** Taken where nothing tells another; registered for examples, not for a real database. */
export const defaultPrefix = 'exmpl';
