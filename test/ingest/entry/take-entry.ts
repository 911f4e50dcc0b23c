import type { JsonObject, JsonValue } from '../../../src/base/index.ts';
import { EntryIntake } from '../../../src/ingest/entry/entry-intake.ts';
import type { IngestOptions } from '../../../src/ingest/ingest-options.ts';
import { Knowledge } from '../../../src/ingest/knowledge.ts';
import type { RawEntry } from '../../../src/ingest/reader/source-record.ts';
import type { IngestReport } from '../../../src/ingest/report.ts';
import { ReportCollector } from '../../../src/ingest/report.ts';
import { SourceFacts } from '../../../src/ingest/source-facts.ts';
import type { Entry } from '../../../src/standard/index.ts';

const plainOptions: IngestOptions = {
  prefix: 'exmpl',
  aliases: {},
  lengthAliases: {},
  providerFields: {},
  strict: false,
};

/** An entry as the reader gives it. */
export function rawEntry(
  members: Partial<Omit<RawEntry, 'attributes'>> & { attributes?: JsonObject },
): RawEntry {
  return {
    kind: 'entry',
    line: 1,
    type: 'structures',
    id: 'a',
    relationships: undefined,
    links: undefined,
    meta: undefined,
    datePaths: [],
    remarks: [],
    ...members,
    attributes: Object.assign(Object.create(null), members.attributes) as Record<string, JsonValue>,
  };
}

export interface Taken {
  /** Undefined where the entry was rejected. */
  readonly entry: Entry | undefined;
  readonly report: IngestReport;
  /** Each issue as `code property: action`. */
  readonly issues: string[];
}

/** Takes one entry in, as the only one of its source. */
export function takeEntry(raw: RawEntry, options: Partial<IngestOptions> = {}): Taken {
  const collector = new ReportCollector();
  const facts = new SourceFacts();
  facts.add(raw);
  const intake = new EntryIntake(
    new Knowledge(facts, { ...plainOptions, ...options }, collector.add),
    collector,
  );
  const entry = intake.take(raw);
  intake.finish();
  const report = collector.finish({ source: 'test', format: 'test', prefix: 'exmpl' });
  const issues = report.issues.map(({ code, property, action }) => `${code} ${property ?? '-'}: ${action}`);
  return { entry, report, issues: issues.sort() };
}

/** Rock salt, with everything that the standard lets one say of its composition. */
export const rockSalt: JsonObject = {
  elements: ['Cl', 'Na'],
  nelements: 2,
  elements_ratios: [0.5, 0.5],
  chemical_formula_reduced: 'ClNa',
  chemical_formula_anonymous: 'AB',
  chemical_formula_descriptive: 'NaCl',
  dimension_types: [1, 1, 1],
  nperiodic_dimensions: 3,
  lattice_vectors: [
    [5.64, 0, 0],
    [0, 5.64, 0],
    [0, 0, 5.64],
  ],
  cartesian_site_positions: [
    [0, 0, 0],
    [2.82, 0, 0],
  ],
  nsites: 2,
  species: [
    { name: 'Na', chemical_symbols: ['Na'], concentration: [1] },
    { name: 'Cl', chemical_symbols: ['Cl'], concentration: [1] },
  ],
  species_at_sites: ['Na', 'Cl'],
  structure_features: [],
};
