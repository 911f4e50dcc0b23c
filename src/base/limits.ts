/**
 * Every bound on what comes from outside, with its reason. docs/reference/limits.md shows the same list; a test holds
 * the two together. Lengths of text are in UTF-16 code units unless the name says bytes.
 */
export const limits = {
  /** Levels of parentheses and NOT in a filter: deep enough for any program, shallow enough for the call stack. */
  filterDepthMax: 500,
  /** Length of a filter: a million characters of ids is a sane bulk request, more is not. */
  filterLengthMax: 2_000_000,
  /** Comparisons, value-list entries and zipped values in one filter, each of which costs an index probe. */
  filterTermsMax: 200_000,
  /** Computing that one query may take, waiting not counted: looking at every document takes less. */
  queryMillisecondsMax: 60_000,
  /** Places in the index that one query may hold, 8 bytes each: many vague terms would fill the memory. */
  queryPlacesMax: 20_000_000,
  /** Bytes of a request line that we answer ourselves (a filter of 1 MB, percent-encoded, fits); longer is 414. */
  urlBytesMax: 6 * 1024 * 1024,
  /** Length of a request header that is read, such as Accept; no sane client sends a longer one. */
  headerLengthMax: 8_192,
  /** Public URLs of a database whose static answers are kept: a Host header can make up any number. */
  publicUrlsMax: 64,
  /** Segments of a path that are taken for a location: as many as paths on a disk have, each costs a look-up. */
  aliasSegmentsMax: 64,
  /** Seconds that a request waits for a database at most: proxies give up on longer ones. */
  waitSecondsMax: 50,
  /** Seconds in which a client takes nothing of its answer until it is given up: the databases are open that long. */
  connectionIdleSeconds: 300,
  /** Requests of one process that wait for databases at once, some 60 KB each; those beyond are not kept waiting. */
  waitingRequestsMax: 1_000,
  /** Bytes of the body of a request: a configuration with hundreds of properties fits. */
  bodyBytesMax: 256 * 1024,
  /** Levels of lists and objects in a body: no configuration nests deeper, and our walks recurse. */
  bodyDepthMax: 16,
  /** Length of the title of a database that is asked for over HTTP: it is a line on pages and in logs. */
  titleLengthMax: 300,
  /** Length of its description: some paragraphs. It stands in every answer of the database. */
  descriptionLengthMax: 5_000,
  /** Length of the address of its homepage. */
  homepageLengthMax: 2_000,
  /** Seconds for which a plain request to spawn waits for the database: a file of some megabytes is ready by then. */
  spawnWaitSecondsDefault: 8,
  /** Entries on a page where the configuration does not say otherwise. */
  pageLimitDefault: 20,
  pageLimitMax: 500,
  /** Keys in one sort. */
  sortKeysMax: 10,
  /** Parameters of one request: the standard has fifteen, and each unknown one is told of. */
  parametersMax: 200,
  /** Names that a misspelled one is compared with, letter by letter: each takes microseconds, and there may be thousands. */
  suggestionCandidatesMax: 500,
  /** Names in response_fields or include. */
  listParameterItemsMax: 1_000,
  /** Warnings in one response: a request can name thousands of unrecognized prefixes. */
  warningsMax: 50,
  /** Related entries in `included` of one response: more would make a page unboundedly large. */
  includedMax: 5_000,
  /** Bytes of one property in a default response; a larger one is sent when asked for by name. */
  defaultPropertyBytesMax: 1024 * 1024,
  /** Bytes of one response body. A page is cut short (with `next`) before it passes this. */
  responseBytesMax: 256 * 1024 * 1024,
  /** Keys of one map that pages for people lead through: to those further back the way is long. */
  archivePageKeysMax: 10_000,
  /** Rows of a table on a page for people; the API has the rest. */
  pageRowsMax: 200,
  /** Length of a configuration file; more is a data file given by mistake. */
  configLengthMax: 4_000_000,
  /** Bytes of one line or list element of a source; longer ones are rejected, not held in memory. */
  sourceElementBytesMax: 128 * 1024 * 1024,
  /** Nesting of JSON in a source: our walks over it recurse. */
  sourceDepthMax: 200,
  /** Bytes of JSON that are parsed before their nesting is measured: at worst 500,000 levels, 60 ms and 50 MB. */
  sourceUnmeasuredBytesMax: 1024 * 1024,
  /** Bytes at the start of a source that tell its format: the first entry fits, reading them costs nothing. */
  sourceHeadBytesMax: 1024 * 1024,
  /** Decompressed bytes for each compressed one, past the allowance below: JSON reaches 50, a bomb 1,000 and more. */
  sourceExpansionMax: 500,
  /** Decompressed bytes that any compressed source may give, however small it is itself. */
  sourceExpansionAllowedBytes: 64 * 1024 * 1024,
  /** Decompressed bytes that wait in memory: one bzip2 block gives 45 MB at worst. */
  sourceDecompressedBytesMax: 128 * 1024 * 1024,
  /** Files of one folder or bundle: the largest collections of structures have a few millions. */
  treeFilesMax: 5_000_000,
  /** Folders within folders: as many as paths on a disk allow in practice, and our walk recurses. */
  treeDepthMax: 100,
  /** Bytes of all files of one folder or bundle, compressed ones as they lie: more takes days to read. */
  treeBytesMax: 2 ** 42,
  /** Bytes that one file may give, its own compression undone: larger ones are no data that anybody serves. */
  treeFileBytesMax: 2 ** 38,
  /** Bytes of a zip archive in another archive, which may have to be held in memory: 20,000 compressed structures fit. */
  innerBundleBytesMax: 256 * 1024 * 1024,
  /** Bytes of an SQLite database in an archive that is held in memory; a larger one becomes a temporary file. */
  sqliteInMemoryBytesMax: 128 * 1024 * 1024,
  /** Bytes of such a temporary file: archives of whole projects have some gigabytes, disks have an end. */
  sqliteFileBytesMax: 2 ** 35,
  /** Length of an entry id, in UTF-8 bytes. The standard recommends 255 characters. */
  entryIdBytesMax: 4096,
  /** Nesting of the filters of an AiiDA query, which are written by hand: our walk over them recurses. */
  aiidaFilterDepthMax: 20,
  /** Items of a list in a filter of an AiiDA query: each is a parameter of SQLite, which takes 32,766. */
  aiidaFilterItemsMax: 10_000,
  /** Steps of an AiiDA query: each joins two tables, of which SQLite takes 64. */
  aiidaStepsMax: 30,
  /** Bytes of one archive: long runs of molecular dynamics have some hundred megabytes. */
  archiveBytesMax: 2 ** 31,
  /** Levels of an archive: no program writes deeper ones, and each open level is held in memory while it is read. */
  archiveDepthMax: 500,
  /** Bytes of a key of an archive, which is held in memory: keys are names. */
  archiveKeyBytesMax: 64 * 1024,
  /** Bytes of a tree that is made of a source record which is no JSON: rows of CIF repeat the names of their columns. */
  archiveTreeBytesMax: 64 * 1024 * 1024,
  /** Bytes of blocks of archives that a process keeps in memory, beside `memory-max`: what one request looks at. */
  archiveCacheBytesMax: 32 * 1024 * 1024,
  /** Patterns by which references in archives are told: each key is compared with each. */
  referencePatternsMax: 100,
  /** Length of one of them: a path of some dozens of keys fits. */
  referencePatternLengthMax: 1_000,
  /** Bytes of the body of a graph request: thousands of ids fit. */
  graphRequestBytesMax: 1024 * 1024,
  /** Levels of a graph request. It mirrors an archive, from the top of the server down. */
  graphRequestDepthMax: 200,
  /** Keys of a graph request: each is looked up. */
  graphRequestKeysMax: 50_000,
  /** Length of one pattern in include or exclude: names are shorter, and each key is compared with each pattern. */
  graphPatternLengthMax: 500,
  /** Patterns of one include or exclude. */
  graphPatternsMax: 200,
  /** Length of a key that patterns are compared with, which takes as long as both are: names are shorter. */
  graphMatchedKeyLengthMax: 1_000,
  /** Length of a reference: deep paths with long names fit, and what is longer is some other text. */
  graphReferenceLengthMax: 10_000,
  /** Places of an answer that are held in memory, some 300 bytes each: references, their targets, and the ways there. */
  graphNodesMax: 100_000,
  /** Bytes of texts that are held in memory until an answer was sent: references, errors, links, resource objects. */
  graphHeldBytesMax: 16 * 1024 * 1024,
  /** Values of archives that one answer looks at: seconds of work. */
  graphVisitsMax: 20_000_000,
  /** Bytes of one answer: a client that wants more asks for the whole document, which is sent as it is. */
  graphBytesMax: 2 ** 30,
  /** Bytes of an answer beyond that, for internal strings in the place of what is left out. */
  graphBytesBeyondMax: 1024 * 1024,
  /** Length of what an answer tells of pages of the lists in one map: it is made in one go. */
  graphPagesToldLengthMax: 1024 * 1024,
  /** Entries of one answer, listed or read. */
  graphEntriesMax: 10_000,
  /** Entries on one page of a listing. */
  graphPageSizeMax: 1_000,
  /** Targets of references that one answer enters. */
  graphTargetsMax: 10_000,
  /** Targets in one chain of references. */
  graphHopsMax: 100,
  /** Databases that are opened for one answer. */
  graphDatabasesMax: 50,
  /** Computing that one answer may take, waiting not counted. */
  graphMillisecondsMax: 60_000,
  /** Links of one archive in an answer. */
  graphLinksMax: 10_000,
  /** Faults that are told of one archive in an answer. */
  graphFaultsMax: 1_000,
  /** Graph requests that one process works on at once, so that what they hold in memory is bounded; others wait. */
  graphRequestsMax: 4,
  /**
   * Bytes that a graph request may take, and its answer hold while it is sent, without keeping others from their turns. A
   * request takes a hundred times its length.
   */
  graphHeldLightlyBytesMax: 4 * 1024 * 1024,
  /** Seconds for which an answer that holds more keeps it at most: a client that takes it slowly must not hold up all. */
  graphTurnKeptSeconds: 10,
  /** Graph requests of one process that wait for their turn, with bodies of up to a megabyte. */
  graphRequestsWaitingMax: 100,
  /** Bytes of the name of an attachment: a path, or the type and id of an entry. */
  attachmentNameBytesMax: 4352,
  /** Faults that are told of one document: whoever mends these can ask again. */
  documentFaultsMax: 1_000,
  /** Brackets within brackets of a descriptive formula: no chemistry nests deeper, and each level costs time. */
  formulaBracketsMax: 100,
  /** Species of a structure whose sites are counted; honest structures have fewer, and each is searched for each site. */
  countedSpeciesMax: 200,
  /** Length of a version number; the grammar takes any. */
  versionLengthMax: 256,
  /** Names of attributes, up to 200 long, whose judgement is kept: the entries of a database share theirs. */
  judgedNamesMax: 5_000,
  /** Sites of one structure that symmetry may give: large proteins have as many atoms, and a page must hold it. */
  structureSitesMax: 200_000,
  /** Length of a reduced, Hill or anonymous formula: all elements with counts of many digits fit. */
  formulaLengthMax: 2_000,
  /** Length of a species' name that is taken from a file: it is written once more for each site. */
  speciesNameLengthMax: 100,
  /** Length of one symmetry operation: three terms of a few letters and a fraction each. */
  symmetryOperationLengthMax: 200,
  /** Length of the symbol of a space group that is looked up: none has more than 40 letters. */
  spaceGroupSymbolLengthMax: 200,
  /** Symmetry operations of one structure that are told: conventional cells have up to 192, needless supercells any number. */
  symmetryOperationsMax: 1_000,
  /** Sites of a structure whose symmetry is computed: up to there it takes milliseconds, mostly. */
  symmetrySitesMax: 500,
  /** Copies of the smallest cell in a structure whose symmetry is computed: 108 take 0.3 s, 256 take 11 s. */
  symmetryCellCopiesMax: 100,
  /** Copies of the program that finds symmetry, 2 MB each, that one thread starts after errors within it. */
  symmetryProgramsMax: 20,
  /** Bytes of a file that is read as a whole, such as a CIF; large structures have some megabytes. */
  structureFileBytesMax: 64 * 1024 * 1024,
  /** Seconds until a piece of a file is taken to be without end: honest ones take milliseconds. */
  parsePieceSecondsMax: 60,
  /** Mebibytes of objects in one thread of the parser: the largest file and what is made of it fit. */
  parseHeapMebibytesMax: 1_024,
  /** Faults that are told of one file; what follows mostly repeats these. */
  fileFaultsMax: 20,
  /** Publications of a bibliography up to which they are taken to be about all of the data that they lie beside. */
  sharedPublicationsMax: 10,
  /** Publications that one value names; what names more is data of another kind. */
  publicationsNamedMax: 1_000,
  /** Properties, columns and kinds of files of which something is told, each once. */
  toldNamesMax: 1_000,
  /** Properties of one entry type; each has columns in the index. */
  propertiesMax: 2_000,
  /** Indexed paths (properties and nested keys) of one entry type; deeper ones are answered by scanning. */
  indexedPathsMax: 4_000,
  /** Nesting of dictionary keys that the index follows. */
  indexedDepthMax: 4,
  /** Problems reported of one value: what follows mostly repeats these. */
  valueProblemsMax: 20,
  /** Levels of lists and dictionaries in a definition from a source: no data nest deeper, and our walks recurse. */
  definitionDepthMax: 32,
  /** Levels of one definition in all, keys of dictionaries included: each is compiled into code. */
  definitionLevelsMax: 2_000,
  /** Length of a title or description from a source: longer ones would dominate every /info response. */
  definitionTextMax: 20_000,
  /** Items of enum, examples, required and other lists in a definition from a source. */
  definitionListItemsMax: 2_000,
  /** Entry types of one source: each has tables, pages and an endpoint. */
  entryTypesMax: 500,
  /** Entries that are read ahead before the own prefix and the types are decided; they are held in memory. */
  surveyEntriesMax: 500,
  /** Batches of the reader (up to 256 KiB and one element each) that are read ahead at most. */
  surveyBatchesMax: 64,
  /** Meta and info lines of a source that are listened to. */
  sourceFactsMax: 2_000,
  /** Lists, dictionaries and keys that the inferred definition of one property may describe. */
  inferredNodesMax: 5_000,
  /** Related entries whose existence is checked at ingestion. */
  relatedEntriesMax: 200_000,
  /** Example ids that the ingestion report keeps for a group of equal issues. */
  issueExamplesMax: 3,
  /** Groups of issues in a report; the rest is counted. */
  issueGroupsMax: 10_000,
  /** Seconds until a connection to another server stands: across the world takes less than one. */
  fetchConnectSeconds: 10,
  /** Seconds until an answer begins: repositories that look a record up under load take some. */
  fetchHeadersSeconds: 60,
  /** Seconds without a byte of an answer, after which nothing more is hoped for. */
  fetchIdleSeconds: 60,
  /** Seconds of one answer in all: 20 GB at 1 MB/s pass. */
  fetchTotalSeconds: 6 * 3600,
  /** Bytes a second, on average of a minute of waiting: what drips would keep others from being read for hours. */
  fetchBytesPerSecondMin: 4 * 1024,
  /** Bytes of the headers of one answer: repositories list the files of a record in them. */
  fetchHeaderBytesMax: 64 * 1024,
  /** Redirects from one URL to what it stands for: a DOI takes three. */
  fetchRedirectsMax: 5,
  /** Requests for one file until it is given up for now; each goes on where the last one broke off. */
  fetchTriesMax: 5,
  /** Seconds that another server may make us wait between tries; a longer wait is left to whoever asks again. */
  fetchRetryAfterSecondsMax: 120,
  /** Seconds that we pass on where another server asks to be left alone: whoever asks for years means a day. */
  retryAfterSecondsMax: 86_400,
  /** Seconds between tries where the server does not say: doubled from one each time, up to this. */
  fetchBackoffSecondsMax: 30,
  /** Seconds for which what is half fetched waits for another try: nobody counts what it takes of the disk. */
  downloadKeptSeconds: 6 * 3600,
  /** Bytes of the path of a file: systems open none that is longer. */
  pathBytesMax: 4_096,
  /** Paths of the original program's kind that lead to one database: links within folders make any number. */
  aliasesMax: 32,
  /** Length of the id of a database: with what we put behind it, a file of that name fits everywhere. */
  databaseIdLengthMax: 128,
  /** Seconds for which one request may keep a database awake: whoever needs it longer asks again. */
  keepAliveSecondsMax: 86_400,
  /** Seconds after which an ingestion whose process fell silent is taken over. */
  ingestionLeaseSeconds: 10,
  /** Tries of one ingestion that ended with the end of their process, until it is blamed for that. */
  ingestionInterruptionsMax: 3,
  /** Seconds until a failed ingestion may be tried again, doubled each time from the first to the second. */
  ingestionRetrySecondsMin: 30,
  ingestionRetrySecondsMax: 600,
  /** Mebibytes of objects in one ingestion: elements of 128 MB fit; a made-up one ends its process, not the server. */
  ingestionHeapMebibytesMax: 2_048,
  /** Seconds without a sign of life of the process that ingests, which gives one each second: it computes without end. */
  ingestionSilenceSecondsMax: 300,
  /** Seconds to tidy up for an ingestion that is called off: no stretch of work without a look at the clock is longer. */
  ingestionAbortSeconds: 10,
  /** Length of a location: signed links have a few thousand characters, paths fewer. */
  locationLengthMax: 8_192,
  /** Bytes that describe one record of a repository: thousands of files fit. */
  recordBytesMax: 4 * 1024 * 1024,
  /** Files of one record that are looked at; Zenodo allows 100. */
  recordFilesMax: 10_000,
  /** Length of the name of a file in a record, folders included. */
  recordFileNameLengthMax: 1_000,
  /** Length of the comment of an XYZ frame: tensors and settings in JSON fit; each word of it is looked at. */
  xyzCommentLengthMax: 1024 * 1024,
  /** Bytes of an optimade.yaml: it names files and properties, and does not hold them. */
  makerConfigBytesMax: 1024 * 1024,
  /** Values of an optimade.yaml: its aliases could make any number. */
  makerConfigItemsMax: 200_000,
  /** Patterns in one configuration: each is compared with each file. */
  globsMax: 1_000,
  /** Rows of all tables of one source. */
  tableRowsMax: 20_000_000,
  /** Length of one row of a table: a quote that is never closed would take in all that follows. */
  tableRowLengthMax: 16 * 1024 * 1024,
  /** Length of one cell: matrices and spectra fit, files do not belong there. */
  tableCellLengthMax: 4 * 1024 * 1024,
  /** Keys of rows without an entry that the report shows. */
  unusedRowsShownMax: 10,
  /** Alternatives that the braces of one pattern of paths may stand for: each is compared with each path. */
  globAlternativesMax: 100,
  /** Length of the name of a file that a message shows. */
  shownPathLengthMax: 200,
  /** Files with names that tell nothing which are looked into, and named one by one, where a folder is surveyed. */
  surveyedPathsMax: 5_000,
  /** Kinds of names of files in a folder that is surveyed: each has its counts and examples. */
  surveyedGroupsMax: 2_000,
  /** Bundles of one folder that are opened: each is walked over in full. */
  bundlesMax: 1_000,
  /** Lists, pages and kinds of files of one entry type in the folder scheme: each is named in the plan. */
  schemeListsMax: 10_000,
} as const;
