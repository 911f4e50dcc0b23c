export { renderApiPage } from './api-page.ts';
export type { DatabaseModel } from './database-page.ts';
export { renderDatabase } from './database-page.ts';
export type { HomeModel } from './home-page.ts';
export { renderHome } from './home-page.ts';
export type { IndexModel } from './index-page.ts';
export { renderIndex } from './index-page.ts';
export { styleSheet } from './style-sheet.ts';
