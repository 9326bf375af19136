import { describe, expect, test } from 'vitest';
import { ColumnStore } from '../../../src/engine/batch/column-store.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { type RuleReads, SharedReads } from '../../../src/engine/predicate/shared-reads.ts';
import { RecordingProbe } from '../../support/recording-probe.ts';

const RECORDS = [
  { a: 1, b: 1 },
  { a: 2, b: 2 },
  { a: 3, b: 3 },
  { a: 4, b: 4 },
];
const EVERY_ROW = Int32Array.of(0, 1, 2, 3);

function rulesOverBatches(ruleCount: number) {
  const store = new ColumnStore(4);
  const shared = new SharedReads(store);
  const rules = Array.from({ length: ruleCount }, () => shared.addRule());
  const probe = new RecordingProbe();
  const begin = () => {
    store.beginBatch(ecsVocabulary);
    shared.beginBatch(RECORDS);
  };
  begin();
  /** Cells read ahead by path, where each of some rules is about to look at so many rows. */
  const extracted = (counts: readonly (readonly [RuleReads, number])[]) => {
    probe.cells.clear();
    const readings = counts.map(([reader, count]) => ({ reader, rows: EVERY_ROW, count }));
    shared.extract(readings, RECORDS, probe);
    return [...probe.cells].map(([field, cells]) => [store.paths[field], cells]);
  };
  return { rules, begin, extracted };
}

/** Reads a field of the first events as a predicate does, which runs on all four. */
function runOn(rule: RuleReads, path: string, events: number): void {
  const read = rule.fields.reader(path);
  for (let row = 0; row < events; row++) read(row);
}

describe('SharedReads', () => {
  test('reads ahead what several rules have read, for the events they are about to look at', () => {
    const { rules, begin, extracted } = rulesOverBatches(3);
    const [first, second, third] = rules as [RuleReads, RuleReads, RuleReads];
    for (const rule of rules) {
      runOn(rule, rule === third ? 'b' : 'a', 4);
      rule.ranOn(4);
    }
    begin();
    expect(
      extracted([
        [first, 1],
        [second, 3],
        [third, 4],
      ]),
    ).toEqual([['a', 3]]);
    expect(first.fields.reader('a')(2)).toBe(3);
  });

  test('nothing is known in the first batch, so nothing is read ahead', () => {
    const { rules, extracted } = rulesOverBatches(2);
    for (const rule of rules) runOn(rule, 'a', 4);
    expect(extracted(rules.map((rule) => [rule, 4]))).toEqual([]);
  });

  test('what only one rule reads, or only one that is about to run, stays with it', () => {
    const { rules, begin, extracted } = rulesOverBatches(2);
    for (const [at, rule] of rules.entries()) {
      runOn(rule, 'a', 4);
      if (at === 0) runOn(rule, 'b', 4);
      rule.ranOn(4);
    }
    begin();
    expect(extracted([[rules[0]!, 4]])).toEqual([]);
    expect(extracted(rules.map((rule) => [rule, 4]))).toEqual([['a', 4]]);
  });

  test.each([
    [1, []],
    [2, [['a', 4]]],
  ])('a field of which a rule read %i in four events is read ahead: %j', (events, expected) => {
    const { rules, begin, extracted } = rulesOverBatches(2);
    for (const rule of rules) {
      runOn(rule, 'a', events);
      rule.ranOn(4);
    }
    begin();
    expect(extracted(rules.map((rule) => [rule, 4]))).toEqual(expected);
  });

  test('names of Object.prototype are fields like others', () => {
    const { rules, begin, extracted } = rulesOverBatches(2);
    for (const rule of rules) {
      runOn(rule, '__proto__', 4);
      rule.ranOn(4);
    }
    begin();
    expect(extracted(rules.map((rule) => [rule, 4]))).toEqual([['__proto__', 4]]);
    expect(rules[0]!.fields.reader('__proto__')(0)).toBeUndefined();
  });
});
