import type { Case } from './structures.ts';
import { rutile } from './structures.ts';

export const faultlessCases: readonly Case[] = [
  [rutile],
  [{}],
  [Object.fromEntries(Object.keys(rutile).map((key) => [key, null]))],
];
