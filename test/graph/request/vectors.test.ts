import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import { OptimadeError } from '../../../src/base/index.ts';
import { graphRequestSchema } from '../../../src/graph/request/graph-schema.ts';
import { parseGraphRequest } from '../../../src/graph/request/parse-graph-request.ts';

interface Vector {
  readonly name: string;
  readonly request: JsonValue;
  readonly status: number;
  readonly recommended_status?: number;
}

const file = join(import.meta.dirname, '../../../../shared/vectors/graph.json');
const vectors: readonly Vector[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

describe.skipIf(vectors.length === 0)('vectors, which lie in ../shared and not in every checkout', () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(graphRequestSchema);

  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const status = vector.recommended_status ?? vector.status;
    expect(statusOf(vector.request)).toBe(status);
    expect(validate(vector.request)).toBe(status === 200);
  });
});

function statusOf(request: JsonValue): number {
  try {
    parseGraphRequest(request);
    return 200;
  } catch (error) {
    if (!(error instanceof OptimadeError)) throw error;
    expect(error.options.pointer).toBeDefined();
    return error.status;
  }
}
