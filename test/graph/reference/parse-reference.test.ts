import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { parseReference } from '../../../src/graph/reference/parse-reference.ts';

const holder = { uploadId: 'u1', entryId: 'e1' };
const local = (...path: string[]) => ({ kind: 'entry', ...holder, path });
const entry = (uploadId: string, entryId: string, ...path: string[]) => ({
  kind: 'entry',
  uploadId,
  entryId,
  path,
});
const file = (uploadId: string, mainFile: string, ...path: string[]) => ({
  kind: 'main-file',
  uploadId,
  mainFile,
  path,
});

describe('a reference', () => {
  it.each([
    ['#/run/0/x', local('run', '0', 'x')],
    ['#run/0/x', local('run', '0', 'x')],
    ['/run/0/x', local('run', '0', 'x')],
    ['#//run//0/', local('run', '0')],
    ['#/', local()],
    ['#', local()],
    ['/', local()],
    ['#/a~1b/%20/é', local('a~1b', '%20', 'é')],
    ['#/__proto__', local('__proto__')],
    ['/uploads/u2/archive/e3#/data', local('uploads', 'u2', 'archive', 'e3#', 'data')],
    ['../entries/e2/archive#/x', entry('u1', 'e2', 'x')],
    ['../entries/e2/archive#x/y', entry('u1', 'e2', 'x', 'y')],
    ['../upload/archive/e2#/x', entry('u1', 'e2', 'x')],
    ['../upload/archive/e2#x', entry('u1', 'e2', 'x')],
    ['../uploads/archive/e2#/x', entry('u1', 'e2', 'x')],
    ['../uploads/u2/archive/e3#/data/0', entry('u2', 'e3', 'data', '0')],
    ['../upload/u2/archive/e3#/data', entry('u2', 'e3', 'data')],
    ['../uploads/u_2-=/archive/e3#/', entry('u_2-=', 'e3')],
    ['../uploads/u2/archive/e3#/a#b', entry('u2', 'e3', 'a#b')],
    ['../upload/raw/e2.json#/name', file('u1', 'e2.json', 'name')],
    ['../upload/raw/a/b c/e2.json#name', file('u1', 'a/b c/e2.json', 'name')],
    ['../upload/raw/archive/e2.json#/name', file('u1', 'archive/e2.json', 'name')],
    ['../upload/raw/list.jsonl#12#/x', file('u1', 'list.jsonl#12', 'x')],
    ['../uploads/u2/raw/e3.json#/data', file('u2', 'e3.json', 'data')],
    ['../upload/archive/mainfile/a/e2.json#/name', file('u1', 'a/e2.json', 'name')],
    ['../uploads/u2/archive/mainfile/e3.json#/data', file('u2', 'e3.json', 'data')],
    ['__INTERNAL__:../uploads/u2/archive/e3#/data/0', entry('u2', 'e3', 'data', '0')],
  ])('%s', (text, target) => {
    expect(parseReference(text, holder)).toEqual(target);
  });

  it.each([
    ['uploads/u1/entries/e2/archive/name'],
    ['../uploads/u1/archive/e2'],
    ['../entries/e2#/x'],
    ['../entries/a/b/archive#/x'],
    ['../../uploads/u1/archive/e2#/x'],
    ['../upload/files/e2#/x'],
    ['https://other.org/entries/e9/archive#/x'],
    ['ftp://other.org/uploads/u9/archive/e9#/x'],
    ['__INTERNAL__:#/x'],
    ['some words'],
    [''],
  ])('%s is none', (text) => {
    expect(parseReference(text, holder)).toEqual({ kind: 'invalid', message: `Invalid reference: ${text}.` });
  });

  it('to another installation is told as such', () => {
    for (const text of ['https://other.org/api/uploads/u9/archive/e9#/x', 'http://o/uploads/u/raw/a#x']) {
      expect(parseReference(text, holder)).toEqual({
        kind: 'other-installation',
        message: `Cross installation reference is not supported yet: ${text}.`,
      });
    }
  });

  it('is judged in no time, however it is made', () => {
    for (const piece of ['/uploads/u/archive/e', 'archive/', '#', '../uploads/', '?']) {
      const text = `https://o${piece.repeat(limits.graphReferenceLengthMax / piece.length - 10)}`;
      for (const start of ['', '../upload/raw/', '../uploads/u/archive/', '../entries/']) {
        expect(
          parseReference((start + text).slice(0, limits.graphReferenceLengthMax), holder),
        ).toHaveProperty('kind');
      }
    }
  });

  it('is no longer than references are', () => {
    const path = 'x'.repeat(limits.graphReferenceLengthMax);
    const refusal = parseReference(`#/${path}`, holder);
    expect(refusal).toEqual({ kind: 'invalid', message: `Invalid reference: #/${'x'.repeat(198)}….` });
  });
});
