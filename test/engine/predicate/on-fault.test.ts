import { expect, test } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { loadPredicates } from '../../../src/engine/predicate/load-predicates.ts';
import type { RuleFault } from '../../../src/engine/predicate/predicate-fault.ts';
import type { RuleIndex } from '../../../src/engine/rule.ts';
import { RecordingProbe } from '../../support/recording-probe.ts';
import { assembled, wasmRule } from '../wasm/wat-rule.ts';

const ANSWERS_7 = '(module (func (export "pred_eval") (param i32) (result i32) i32.const 7))';
const CANNOT_START =
  '(module (func unreachable) (start 0) (func (export "pred_eval") (param i32) (result i32) i32.const 1))';

/** Runs one rule over batches of single events and ends the stream; what it was told of faults. */
async function faultsOf(text: string, events: number, probe?: RecordingProbe) {
  const rule = wasmRule(await assembled(text), { limits: { maxFaults: 2 } });
  const predicates = await loadPredicates([rule], { lua: 'wasmoon', limits: {}, keepCaptures: false });
  const told: ({ rule: RuleIndex } & RuleFault)[] = [];
  const engine = new Engine([rule], {
    predicates,
    onFault: (index, fault) => told.push({ rule: index, ...fault }),
  });
  for (let number = 1; number <= events; number++) {
    const batch = { vocabulary: ecsVocabulary, records: [{}], eventNumbers: [number] };
    engine.run(batch, () => {}, probe);
  }
  engine.end(() => {}, probe);
  engine.close();
  return told;
}

test('faults are told without a probe, until the rule is taken out', async () => {
  expect(await faultsOf(ANSWERS_7, 4)).toMatchObject([
    { rule: 0, kind: 'bad-result', eventNumber: 1, quarantined: false },
    { rule: 0, kind: 'bad-result', eventNumber: 2, quarantined: true },
  ]);
});

test('a probe is told the same', async () => {
  const probe = new RecordingProbe();
  expect(await faultsOf(ANSWERS_7, 4, probe)).toEqual(probe.faults);
  expect(probe.faults).not.toEqual([]);
});

test.each([0, 1, 3])('a rule that could not be started is told once over %s events', async (events) => {
  const told = await faultsOf(CANNOT_START, events);
  expect(told).toMatchObject([{ rule: 0, kind: 'load', eventNumber: null, quarantined: true }]);
});
