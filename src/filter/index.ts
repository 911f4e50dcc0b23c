export type * from './ast.ts';
export { parseFilter } from './parse-filter.ts';
export { printFilter } from './print-filter.ts';
export { propertiesIn } from './properties-in.ts';
