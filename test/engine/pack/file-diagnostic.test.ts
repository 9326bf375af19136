import { expect, test } from 'vitest';
import { fileDiagnostic } from '../../../src/engine/pack/file-diagnostic.ts';
import { sourceFile } from '../../../src/engine/pack/source-file.ts';

const SOURCE = sourceFile('a.eql', 'rules/a.eql', 'process where\r\n  not true\n');
const FAULT = { code: 'eql-syntax', message: 'wrong' };

test('a fault has the line it is on', () => {
  expect(fileDiagnostic(SOURCE, { ...FAULT, advice: 'Mend it.' }, { line: 2, column: 3, length: 3 })).toEqual(
    {
      severity: 'error',
      code: 'eql-syntax',
      file: 'rules/a.eql',
      message: 'wrong',
      advice: 'Mend it.',
      line: 2,
      column: 3,
      length: 3,
      sourceLine: '  not true',
    },
  );
});

test('a fault that goes on in the next line is marked to the end of its own', () => {
  expect(fileDiagnostic(SOURCE, FAULT, { line: 1, column: 9, length: null })).toMatchObject({ length: 5 });
  expect(fileDiagnostic(SOURCE, FAULT, { line: 1, column: 99, length: null })).toMatchObject({ length: 1 });
});

test('without a place the whole file is meant', () => {
  expect(fileDiagnostic(SOURCE, FAULT)).toEqual({ severity: 'error', file: 'rules/a.eql', ...FAULT });
});
