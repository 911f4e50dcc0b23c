/** `aiida_query`, steps through the provenance graph that begin at a structure and end at a value, as one SQL query. */
import { Buffer } from 'node:buffer';
import type { JsonValue } from '../../../base/index.ts';
import { limits } from '../../../base/index.ts';
import type { AiidaStep } from '../../dataset/dataset-plan.ts';
import { parseElement } from '../parse-element.ts';
import { AiidaFilterError, filterPart } from './filter-part.ts';
import type { SqlPart } from './node-path.ts';
import { pathPart } from './node-path.ts';
import { typesOfClass } from './node-types.ts';
import type { SqlDatabase, SqlValue } from './sql-database.ts';

/** The value of a property for a structure, by the id of its node; undefined where the steps lead nowhere. */
export type FindValue = (node: number) => JsonValue | undefined;

/**
 * Compiles the steps. Where they lead to several values the one of the latest node stands.
 *
 * Errors: `AiidaFilterError`, for filters and for paths that no node has.
 *
 * @returns undefined where no step gives a value
 */
export function compileProperty(
  database: SqlDatabase,
  steps: readonly AiidaStep[],
  types: readonly string[],
): FindValue | undefined {
  const joins: SqlPart[] = [];
  const conditions: SqlPart[] = [];
  let project: SqlPart | undefined;
  let hop = 0;
  for (const step of steps.slice(0, limits.aiidaStepsMax)) {
    const target = step.incomingNode ?? step.outgoingNode;
    if (target !== undefined) {
      hop += 1;
      joins.push(hopPart(hop, step.incomingNode === undefined ? 'outgoing' : 'incoming'));
      conditions.push(typePart(`node${hop}`, typesOfClass(target, types)));
      if (step.filters) conditions.push(filterPart(step.filters, `node${hop}`, 'node'));
      if (step.edgeFilters) conditions.push(filterPart(step.edgeFilters, `link${hop}`, 'link'));
    }
    if (step.project === undefined) continue;
    project = pathPart(`node${hop}`, step.project, 'json');
    if (project === undefined) throw new AiidaFilterError(`projects "${step.project}", which no node has`);
    break;
  }
  if (project === undefined) return undefined;
  const parts = [project, ...joins, ...conditions];
  const order = Array.from({ length: hop + 1 }, (_, index) => `node${hop - index}.id DESC`);
  const where = ['node0.id = ?', ...conditions.map(({ sql }) => sql)];
  const query = database.prepare(
    `SELECT ${project.sql} AS found FROM db_dbnode AS node0 ${joins.map(({ sql }) => sql).join(' ')}
     WHERE ${where.join(' AND ')} ORDER BY ${order.join(', ')} LIMIT 1`,
  );
  const parameters = (node: number): SqlValue[] => [
    ...parts.slice(0, 1 + joins.length).flatMap((part) => part.parameters),
    node,
    ...conditions.flatMap((part) => part.parameters),
  ];
  return (node) => {
    const row = query.get(...parameters(node));
    return row === undefined ? undefined : readJson(row.found);
  };
}

/** From the node before to the next: an incoming node has a link into it, an outgoing one a link from it. */
function hopPart(hop: number, direction: 'incoming' | 'outgoing'): SqlPart {
  const [near, far] = direction === 'incoming' ? ['output_id', 'input_id'] : ['input_id', 'output_id'];
  const link = `JOIN db_dblink AS link${hop} ON link${hop}.${near} = node${hop - 1}.id`;
  return { sql: `${link} JOIN db_dbnode AS node${hop} ON node${hop}.id = link${hop}.${far}`, parameters: [] };
}

function typePart(table: string, types: readonly string[]): SqlPart {
  return { sql: `${table}.node_type IN (${types.map(() => '?').join(',')})`, parameters: types };
}

/** The value of JSON text as SQLite gives it; null where it is none. */
export function readJson(text: unknown): JsonValue {
  if (typeof text !== 'string') return null;
  const parsed = parseElement(Buffer.from(text.trimStart() || 'null'));
  return typeof parsed === 'string' ? null : parsed.value;
}
