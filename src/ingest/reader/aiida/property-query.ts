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
import type { SqlDatabase } from './sql-database.ts';

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
  const hops: SqlPart[] = [];
  let project: SqlPart | undefined;
  for (const step of steps.slice(0, limits.aiidaStepsMax)) {
    const target = step.incomingNode ?? step.outgoingNode;
    if (target !== undefined) hops.push(hopPart(step, hops.length, typesOfClass(target, types)));
    if (step.project === undefined) continue;
    project = pathPart('node', step.project, 'json');
    if (project === undefined) throw new AiidaFilterError(`projects "${step.project}", which no node has`);
    break;
  }
  if (project === undefined) return undefined;
  const reached = [{ sql: 'hop0 (id) AS (SELECT ?)', parameters: [] }, ...hops];
  const query = database.prepare(
    `WITH ${reached.map(({ sql }) => sql).join(', ')} SELECT ${project.sql} AS found
     FROM db_dbnode AS node WHERE id IN hop${hops.length} ORDER BY id DESC LIMIT 1`,
  );
  const parameters = [...hops, project].flatMap((part) => part.parameters);
  return (node) => {
    const row = query.get(node, ...parameters);
    return row === undefined ? undefined : readJson(row.found);
  };
}

/**
 * The nodes that a hop leads to, each once: the ways to them are more than can be counted, in a graph with circles that
 * somebody made up. An incoming node has a link into the node before, an outgoing one a link from it.
 */
function hopPart(step: AiidaStep, before: number, types: readonly string[]): SqlPart {
  const [near, far] = step.incomingNode === undefined ? ['input_id', 'output_id'] : ['output_id', 'input_id'];
  const conditions = [
    typePart('node', types),
    ...(step.filters ? [filterPart(step.filters, 'node', 'node')] : []),
    ...(step.edgeFilters ? [filterPart(step.edgeFilters, 'link', 'link')] : []),
  ];
  const sql = `hop${before + 1} (id) AS MATERIALIZED (
    SELECT DISTINCT node.id FROM db_dblink AS link JOIN db_dbnode AS node ON node.id = link.${far}
    WHERE link.${near} IN hop${before} AND ${conditions.map((part) => part.sql).join(' AND ')})`;
  return { sql, parameters: conditions.flatMap(({ parameters }) => parameters) };
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
