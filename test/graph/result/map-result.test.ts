import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { GraphBudget } from '../../../src/graph/budget.ts';
import type { Evaluation } from '../../../src/graph/evaluation.ts';
import { MapResult } from '../../../src/graph/result/map-result.ts';
import { serialize } from '../../../src/graph/result/serialize.ts';

function jsonOf(answer: MapResult): unknown {
  const nowhere = async () => 'nowhere';
  const evaluation: Evaluation = {
    answer,
    budget: new GraphBudget(() => 0),
    lookup: { inUpload: nowhere, byMainFile: nowhere, anywhere: nowhere },
    isStrict: false,
    linkTo: undefined,
  };
  return JSON.parse(Buffer.concat([...serialize(answer, evaluation)]).toString());
}

describe('MapResult', () => {
  it('lets null and internal strings give way to data, and data to maps', () => {
    const answer = new MapResult();
    answer.putValue('a', null);
    answer.putValue('a', 1);
    answer.putValue('a', null);
    answer.putValue('a', '__INTERNAL__:../uploads/u/archive/e#/a');
    answer.putValue('b', '__INTERNAL__:../uploads/u/archive/e#/b');
    answer.putValue('b', 'text');
    answer.putValue('c', 'text');
    answer.map('c').putValue('x', 1);
    answer.putValue('c', 2);
    expect(jsonOf(answer)).toEqual({ a: 1, b: 'text', c: { x: 1 } });
  });

  it('shows empty maps that were asked for, and no others', () => {
    const answer = new MapResult();
    answer.map('asked');
    answer.mapOnTheWay('way').mapOnTheWay('on').mapOnTheWay('further');
    answer.mapOnTheWay('both');
    answer.map('both');
    expect(jsonOf(answer)).toEqual({ asked: {}, both: {} });
  });

  it('tells faults last, each once, up to a bound', () => {
    const answer = new MapResult();
    for (let at = 0; at < limits.graphFaultsMax + 9; at += 1) {
      answer.addFault({ type: 'NOTFOUND', message: `${at >> 1}`, path: '/a' });
    }
    answer.putValue('__proto__', 1);
    const json = jsonOf(answer) as { m_errors: object[] };
    expect(Object.keys(json)).toEqual(['__proto__', 'm_errors']);
    expect(json.m_errors).toHaveLength((limits.graphFaultsMax + 9 + 1) >> 1);
    expect(json.m_errors[0]).toEqual({ error_type: 'NOTFOUND', message: '0', path: '/a' });
  });
});
