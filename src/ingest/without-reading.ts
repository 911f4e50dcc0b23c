/**
 * The second door of this room: what is to be had without reading a source. A server, and most commands, need no more,
 * and start sooner without the readers.
 */
export { formatReport } from './format-report.ts';
export { authorizeLocation } from './source/location/authorize-location.ts';
export { namesOfUrl } from './source/location/names-of-url.ts';
export { parseLocation } from './source/location/parse-location.ts';
export { SourceError } from './source/source-error.ts';
export { sourceName } from './source/source-name.ts';
