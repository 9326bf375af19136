import { describe, expect, test } from 'vitest';
import { ColumnStore } from '../../../src/engine/batch/column-store.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';

const RECORDS = [{ process: { name: 'CMD.EXE' } }, { process: { name: ['A', 7] } }];
const ROWS = Int32Array.of(0, 1);

describe('a column that is asked for in the middle of a batch', () => {
  test.each([
    [false, ['CMD.EXE', ['A', 7]]],
    [true, ['cmd.exe', ['a', 7]]],
  ])('has its cells, folded: %s', (folded, values) => {
    const store = new ColumnStore(2);
    store.beginBatch(ecsVocabulary);
    const column = store.column({ path: 'process.name', folded });
    expect(column.extract(RECORDS, ROWS, 2)).toBe(2);
    expect(column.values).toEqual(values);
    expect(column.extract(RECORDS, ROWS, 2)).toBe(0);
  });
});
