/**
 * Runs the outside acceptance: recorded requests, the files of good and bad models, the published validator over many
 * seeds, also of an index and of a spawned database, and the published client. Ends with `N passed, N failed, N skipped`, exit code 1 where anything failed.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkModels } from './models.ts';
import { PythonEnvironment } from './python-package.ts';
import { startServer } from './running-server.ts';
import { replayVectors } from './vectors.ts';

const root = join(import.meta.dirname, '..', '..');
const shared = join(root, '..', 'shared');
const reference = join(shared, 'reference', 'python-tools');
const serveReference = [
  join(reference, 'test_data.jsonl'),
  '--config',
  join(reference, 'config.json'),
  '--id',
  'reference',
];
const seeds = 20;
const validatorsAtATime = 2;

const tally = { passed: 0, failed: 0, skipped: 0 };

function record(name: string, faults: readonly string[], passed = 1): void {
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const fault of faults) console.log(`       ${fault}`);
  if (faults.length === 0) tally.passed += passed;
  else tally.failed += faults.length;
}

function skip(name: string, reason: string): void {
  console.log(`skip ${name}: ${reason}`);
  tally.skipped += 1;
}

if (existsSync(reference)) {
  await using server = await startServer(serveReference);
  const { passed, failures } = await replayVectors(
    join(shared, 'vectors', 'filters.json'),
    `${server.origin}/reference`,
  );
  tally.passed += failures.length === 0 ? 0 : passed;
  record(`${passed} recorded requests answered as accepted`, failures, passed);
  for (const { name, faults } of checkModels(join(reference, 'models'))) record(name, faults);
} else {
  skip('recorded requests and models', `${reference} is not here`);
}

const python = PythonEnvironment.create();
if (typeof python === 'string') {
  skip('published validator and client', `the Python package cannot be installed (${python})`);
} else {
  await validate(python);
  await validateSpawned(python);
  python.remove();
}

console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exitCode = tally.failed === 0 ? 0 : 1;

/** Our own examples stand in where the reference's data are not here. */
async function validate(environment: PythonEnvironment): Promise<void> {
  const [data, base] = existsSync(reference)
    ? [serveReference, '/reference']
    : [[join(root, 'examples', 'crystals', 'crystals.jsonl')], '/crystals'];
  {
    await using server = await startServer(data);
    await validateOften(environment, server.origin, `${base}/v1.1`);
  }
  {
    await using server = await startServer([...data, '--classic-info']);
    await validateOften(environment, server.origin, `${base}/v1`);
  }
  await using examples = await startServer([join(root, 'examples', 'crystals', 'crystals.jsonl')]);
  const wanted = await count(`${examples.origin}/crystals/v1/structures?filter=nelements%3E1`);
  const got = await environment.download(`${examples.origin}/crystals`, 'structures', 'nelements>1');
  record(`client downloads all ${wanted} entries`, got === wanted ? [] : [`got ${got}`]);
}

/** The index of a server that began without databases, and databases that it was asked for. */
async function validateSpawned(environment: PythonEnvironment): Promise<void> {
  const examples = join(root, 'examples');
  await using server = await startServer(['--empty', '--allow-path', examples]);
  const { origin } = server;
  const locations = [
    join(examples, 'crystals', 'crystals.jsonl'),
    `${origin}/static/example_structures.json`,
  ];
  const baseUrls = await Promise.all(locations.map((location) => spawnDatabase(origin, location)));
  for (const version of ['v1', 'v1.1']) {
    const faults = await environment.validateIndex(`${origin}/index/${version}`);
    record(`validator --index, /index/${version}`, faults);
  }
  for (const baseUrl of baseUrls) {
    await validateOften(environment, origin, `${baseUrl.slice(origin.length)}/v1.1`);
  }
}

/** What the validator asks for depends on its seed. */
async function validateOften(environment: PythonEnvironment, origin: string, path: string): Promise<void> {
  const waiting = Array.from({ length: seeds }, (_, at) => at + 1);
  const validateWaiting = async () => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const faults = await environment.validate(`${origin}${path}`, seed);
      record(`validator, ${path}, seed ${seed}`, faults);
    }
  };
  await Promise.all(Array.from({ length: validatorsAtATime }, validateWaiting));
}

/** Asks a server for a database, as one would from the command line; its base URL. */
async function spawnDatabase(origin: string, location: string): Promise<string> {
  const response = await fetch(`${origin}/extensions/spawn?loc=${encodeURIComponent(location)}`);
  if (response.status !== 201) throw new Error(`spawning ${location} gave ${await response.text()}`);
  const document = (await response.json()) as { data: [{ attributes: { base_url: string } }] };
  return document.data[0].attributes.base_url;
}

async function count(url: string): Promise<number> {
  const document = (await (await fetch(url)).json()) as { meta: { data_returned: number } };
  return document.meta.data_returned;
}
