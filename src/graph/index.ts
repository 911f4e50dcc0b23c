export type * from './graph-world.ts';
