import { expect, test } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import { ruleOf } from '../../support/rule.ts';
import { wasmRule } from '../wasm/wat-rule.ts';

const ROWS_BYTES = 4;

function conditionBytes(texts: readonly string[], batchSize = 1024): number[] {
  return [
    ...new Engine(
      texts.map((text) => ruleOf(text)),
      { batchSize },
    ).conditionBytes,
  ];
}

test('grows with the text of the condition and with the batch', () => {
  const short = 'process where process.name == "a"';
  const [less, more] = conditionBytes([short, 'process where process.name == "aaaaaaaaaaa"']) as [
    number,
    number,
  ];
  expect(more - less).toBe(10 * 12.5);
  const [ofLargerBatch] = conditionBytes([short], 2048) as [number];
  expect(ofLargerBatch - less).toBe(1024 * ROWS_BYTES);
});

test('of a sequence is that of its distinct conditions', () => {
  const [file, network] = ['file where file.name == "a"', 'network where true'];
  const sequence = (...steps: string[]) =>
    `sequence with maxspan=1m ${steps.map((step) => `[${step}]`).join(' ')}`;
  const [one, other, both, twice] = conditionBytes([
    file,
    network,
    sequence(file, network),
    sequence(file, file),
  ]) as [number, number, number, number];
  expect(both).toBe(one + other);
  expect(twice).toBe(one);
});

test('is 0 for rules that are programs: their own state is measured', () => {
  expect([...new Engine([wasmRule(new Uint8Array())]).conditionBytes]).toEqual([0]);
});
