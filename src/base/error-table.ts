/**
 * Every fault of a client that the API answers: code, HTTP status, title and the sentence of the detail, in which
 * `{name}` stands for a value given at the throw. docs/reference/errors.md shows the same table; a test holds the two
 * together. `@spec` names the rule of OPTIMADE 1.3.0 (or JSON:API 1.1) that fixes the status.
 */
export const errorTable = {
  // Filter text. @spec "API Filtering Format Specification"
  'filter-syntax': {
    status: 400,
    title: 'Filter not understood',
    detail: 'The filter stops making sense at column {column}: {problem}.',
  },
  'filter-nesting': {
    status: 400,
    title: 'Filter nested too deeply',
    detail: 'The filter nests parentheses and NOT more than {limit} levels deep, at column {column}.',
  },
  'filter-size': {
    status: 400,
    title: 'Filter too large',
    detail: 'The filter holds more than {limit} {unit}.',
  },
  'query-cost': {
    status: 400,
    title: 'Query too costly',
    detail:
      'Answering takes more than {limit} {unit}. Ask for less at once, or in terms that fewer values fit.',
  },
  'property-unknown': {
    status: 400,
    title: 'Unknown property',
    detail: 'Entries of type "{entryType}" have no property "{property}".',
  },
  'timestamp-invalid': {
    status: 400,
    title: 'Not a timestamp',
    detail:
      '"{value}" is compared with the timestamp "{property}" but is no RFC 3339 date-time such as "2020-01-01T00:00:00Z".',
  },
  'zip-length': {
    status: 400,
    title: 'Lists of different length',
    detail: '{properties} properties are zipped, but a group of {values} values is given.',
  },
  // Right syntax, yet not answered. @spec "Type handling and conversions in comparisons", "Optional filter features"
  'type-mismatch': {
    status: 501,
    title: 'Types do not match',
    detail: '{left} cannot be compared with {right}.',
  },
  'operator-unsupported': {
    status: 501,
    title: 'Operator not supported',
    detail: '{operator} does not work on {operand}.',
  },
  'constants-compared': {
    status: 501,
    title: 'Two constants compared',
    detail: 'Comparing {left} with {right} is not supported: one side must be a property.',
  },
  'number-range': {
    status: 501,
    title: 'Number out of range',
    detail: 'The number {value} is outside of what is supported: magnitudes up to about 1.8e308.',
  },
  'relationship-unsupported': {
    status: 501,
    title: 'Relationship query not supported',
    detail: '"{property}" is not a part of a relationship that can be queried. Supported are {supported}.',
  },
  'slices-unsupported': {
    status: 501,
    title: 'Slices not supported',
    detail: 'The parameter dimension_slices is not supported. Leave it out to get whole lists.',
  },
  // Parameters. @spec "Entry Listing URL Query Parameters"
  'parameter-unknown': {
    status: 400,
    title: 'Unknown parameter',
    detail: 'The parameter "{parameter}" is not known. Parameters of other providers begin with _prefix_.',
  },
  'parameters-too-many': {
    status: 400,
    title: 'Too many parameters',
    detail: 'The request has more than {limit} parameters.',
  },
  'parameter-repeated': {
    status: 400,
    title: 'Parameter given twice',
    detail: 'The parameter "{parameter}" is given {count} times.',
  },
  'parameter-invalid': {
    status: 400,
    title: 'Parameter not understood',
    detail: 'The value of "{parameter}" is {problem}.',
  },
  'query-malformed': {
    status: 400,
    title: 'Query not understood',
    detail: 'The query string holds "{part}", which is no name=value pair.',
  },
  'page-limit-exceeded': {
    status: 403,
    title: 'Page too large',
    detail: 'The highest page_limit here is {limit}.',
  },
  'pagination-conflict': {
    status: 400,
    title: 'Two ways of paging',
    detail: 'The parameters {parameters} cannot be combined.',
  },
  'cursor-invalid': {
    status: 400,
    title: 'Cursor not valid',
    detail:
      'The page_cursor is not one of this database and query, or the data changed since it was made. Start again from the first page.',
  },
  'sort-unsupported': {
    status: 400,
    title: 'Cannot sort by this',
    detail: 'Entries of type "{entryType}" cannot be sorted by "{property}": {reason}.',
  },
  'include-unknown': {
    status: 400,
    title: 'Unknown relationship path',
    detail: '"{path}" in include is not an entry type that entries here can relate to.',
  },
  'response-field-unknown': {
    status: 400,
    title: 'Unknown response field',
    detail: 'Entries of type "{entryType}" have no property "{property}".',
  },
  'response-format-unknown': {
    status: 400,
    title: 'Unknown response format',
    detail: 'The response_format "{format}" is not offered. Offered: {offered}.',
  },
  // URLs, versions and HTTP. @spec "Base URL", "Version Negotiation", JSON:API 1.1 "Content Negotiation"
  'url-malformed': {
    status: 400,
    title: 'URL not understood',
    detail: 'The path of the URL holds a broken percent escape or a forbidden character: {part}.',
  },
  'header-invalid': {
    status: 400,
    title: 'Header not understood',
    detail: 'The header {header} is {problem}.',
  },
  'request-malformed': {
    status: 400,
    title: 'Request not understood',
    detail: 'This is no well-formed HTTP request.',
  },
  'url-too-long': { status: 414, title: 'URL too long', detail: 'The URL is longer than {limit} bytes.' },
  'endpoint-unknown': {
    status: 404,
    title: 'No such endpoint',
    detail: 'There is nothing at "{path}". {hint}',
  },
  'range-unsatisfiable': {
    status: 416,
    title: 'Range beyond the file',
    detail: 'The file has {sizeBytes} bytes, so that "{range}" leads beyond its end.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: 'This endpoint answers {allowed}, not {method}.',
  },
  'not-acceptable': {
    status: 406,
    title: 'Media type not offered',
    detail:
      'Every JSON:API media type in the Accept header has parameters that are not supported. Ask for application/vnd.api+json without parameters.',
  },
  'media-type-unsupported': {
    status: 415,
    title: 'Media type not supported',
    detail: 'The Content-Type header names the JSON:API media type with parameters that are not supported.',
  },
  'version-unsupported': {
    status: 553,
    title: 'Version Not Supported',
    detail: 'Version "{version}" is not served here. Served: {served}.',
  },
  // Databases that cannot be asked now, and what they may take. @spec HTTP status codes are free here
  'database-cold': {
    status: 503,
    title: 'Database is being made again',
    detail:
      'The file of the database "{id}" had to make room for others and is being made again from its source. Ask again in {seconds} s, or with the header "Prefer: wait={seconds}".',
  },
  'database-ingesting': {
    status: 503,
    title: 'Database is being made',
    detail:
      'The database "{id}" is being made from its source. Ask again in {seconds} s, or with the header "Prefer: wait={seconds}".',
  },
  'database-failed': {
    status: 503,
    title: 'Database cannot be made',
    detail: 'The database "{id}" could not be made from its source: {message}',
  },
  'live-databases-full': {
    status: 503,
    title: 'Too many databases in use',
    detail: 'As many databases are in use as this server keeps open. Ask again in {seconds} s.',
  },
  'ingestion-queue-full': {
    status: 503,
    title: 'Too many databases wait to be made',
    detail: 'As many databases wait to be made as this server lets wait. Ask again in {seconds} s.',
  },
  'storage-full': {
    status: 503,
    title: 'No room for data',
    detail: 'The server has no room left to store data. Ask again in {seconds} s.',
  },
  'registry-busy': {
    status: 503,
    title: 'Cannot be noted now',
    detail: 'Another process holds the registry of databases. Ask again in {seconds} s.',
  },
  // The control API. @spec OPTIMADE leaves what is below /extensions to the server
  'control-host': {
    status: 403,
    title: 'Host not allowed',
    detail:
      'The control endpoints answer only under a loopback address or the public base URL of this server, not under the host "{host}". Whoever runs it can set --base-url.',
  },
  'control-origin': {
    status: 403,
    title: 'Not for other web sites',
    detail:
      'The control endpoints do not answer requests that pages of other origins send; the header {header} tells of one.',
  },
  'control-prefetch': {
    status: 403,
    title: 'Not in advance',
    detail:
      'This changes the databases of the server, and so is not done for a browser that only prepares for it.',
  },
  'control-off': {
    status: 403,
    title: 'Not allowed over HTTP',
    detail:
      'This server lets nobody change its databases over HTTP. Whoever runs it can allow that with --spawn token and a token in RESPAWN_TOKEN.',
  },
  'control-not-local': {
    status: 403,
    title: 'Only for this machine',
    detail:
      'This server lets only its own machine change its databases, and the request came from elsewhere: {reason}. Whoever runs it can allow that with --spawn token and a token in RESPAWN_TOKEN.',
  },
  'token-required': {
    status: 401,
    title: 'Token required',
    detail: 'Changing the databases of this server takes a token: {problem}. Send "Authorization: Bearer …".',
  },
  'body-media-type': {
    status: 415,
    title: 'Media type not supported',
    detail: 'The body must be JSON, with the Content-Type application/json or application/vnd.api+json.',
  },
  'body-too-large': {
    status: 413,
    title: 'Body too large',
    detail: 'The body is larger than {limit} bytes.',
  },
  'body-malformed': {
    status: 400,
    title: 'Body not understood',
    detail: 'The body is {problem}.',
  },
  'member-unknown': {
    status: 400,
    title: 'Unknown parameter',
    detail: '"{parameter}" means nothing here. Known are {known}. {hint}',
  },
  'member-invalid': {
    status: 400,
    title: 'Parameter not understood',
    detail: '"{parameter}" {problem}.',
  },
  'location-missing': {
    status: 400,
    title: 'No location given',
    detail:
      'Say with "loc" what to spawn a database from: a path, a URL, or a record such as zenodo:1234. Try {example}',
  },
  'config-invalid': {
    status: 400,
    title: 'Configuration not understood',
    detail: 'The configuration cannot be used: {problem}',
  },
  'database-unknown': {
    status: 404,
    title: 'No such database',
    detail: 'No database is known by the id "{id}".',
  },
  'report-missing': {
    status: 404,
    title: 'No report yet',
    detail: 'The database "{id}" was not read so far, so there is nothing to report.',
  },
  'id-taken': {
    status: 409,
    title: 'Id taken',
    detail: 'The id "{id}" belongs to a database of another location. Choose another one.',
  },
  'id-reserved': {
    status: 400,
    title: 'Not an id',
    detail: 'No database can have the id "{id}". {problem}',
  },
  'options-differ': {
    status: 409,
    title: 'Served under other options',
    detail: 'This location is served already, as "{id}", and read under other options. Remove that first.',
  },
  'databases-full': {
    status: 429,
    title: 'Too many databases',
    detail: 'This server knows as many databases as it may. Nothing new can be spawned until one is removed.',
  },
  'location-malformed': {
    status: 400,
    title: 'Location not understood',
    detail: '{location}: {problem}.',
  },
  'location-refused': {
    status: 403,
    title: 'Location not allowed',
    detail: '{location}: {problem}.',
  },
  'location-gone': {
    status: 404,
    title: 'Nothing there',
    detail: '{location}: {problem}.',
  },
  'location-unreachable': {
    status: 502,
    title: 'Location out of reach',
    detail: '{location}: {problem}. It may go well another time.',
  },
  'location-limit': {
    status: 413,
    title: 'Too much data',
    detail: '{location}: {problem}.',
  },
  'location-ambiguous': {
    status: 409,
    title: 'Several files to choose from',
    detail: '{location}: {problem}. Choose with "file", such as file={example}.',
  },
  'location-unreadable': {
    status: 422,
    title: 'Data not readable',
    detail: '{location}: {problem}.',
  },
  'ingestion-refused': {
    status: 422,
    title: 'Errors in the data',
    detail: 'What is at "{location}" is not served, since strict was asked for: {problem}.',
  },
  'ingestion-interrupted': {
    status: 503,
    title: 'Ingestion broken off',
    detail: 'Reading "{location}" was broken off: {problem}.',
  },
  'ingestion-failed': {
    status: 500,
    title: 'Ingestion failed',
    detail: 'Reading "{location}" failed through a fault of this server: {problem}.',
  },
  // Graph requests. Our own, with the statuses of NOMAD.
  'graph-request-invalid': {
    status: 400,
    title: 'Graph request refused',
    detail: 'At {place} of the graph request: {problem}.',
  },
  'graph-request-unprocessable': {
    status: 422,
    title: 'Graph request not understood',
    detail: 'At {place} of the graph request: {problem}.',
  },
  'graph-strict': {
    status: 400,
    title: 'Passed over unless strict',
    detail: 'At {place} of the graph request: {problem}. Without strict this is passed over in silence.',
  },
  'graph-requests-full': {
    status: 503,
    title: 'Too many graph requests',
    detail: 'As many graph requests wait for their turn as this server lets wait. Ask again in {seconds} s.',
  },
  'archive-missing': {
    status: 404,
    title: 'No such archive',
    detail: 'This database has no archive of "{entry}". {hint}',
  },
  'archive-place-missing': {
    status: 404,
    title: 'Nothing there in the archive',
    detail: 'The archive of "{entry}" has nothing at "{path}". {nearest}',
  },
  internal: {
    status: 500,
    title: 'Internal Server Error',
    detail: 'The server failed to answer. This is a fault of the server, noted in its log under {reference}.',
  },
} as const satisfies Record<string, { status: number; title: string; detail: string }>;

export type ErrorCode = keyof typeof errorTable;
