import { expect, test } from 'vitest';
import type { Rule } from '../../src/engine/rule.ts';
import { createMonotonicClock } from '../../src/profiler/clock.ts';
import { seededRandom } from '../../src/profiler/seeded-random.ts';
import { type BenchSubject, benchRounds, type RoundsOptions } from '../../src/rule-bench/bench-rounds.ts';
import { MAX_BATCH_EVENTS } from '../../src/rule-bench/fill-batches.ts';
import { ruleOf } from '../support/rule.ts';
import { loadedRules } from './support/loaded-rules.ts';
import { sampledEvents } from './support/sampled-events.ts';

const EVENTS = sampledEvents(20);

function subject(rule: Rule, matching: number): BenchSubject {
  return { rule, sample: { match: EVENTS.slice(0, matching), no_match: EVENTS.slice(matching) } };
}

function bench(subjects: readonly BenchSubject[], more: Partial<RoundsOptions> = {}) {
  return benchRounds({
    subjects,
    rounds: 2,
    timeMs: 2,
    lua: 'wasmoon',
    clock: createMonotonicClock(),
    random: seededRandom(1),
    signal: new AbortController().signal,
    onProgress: () => {},
    ...more,
  });
}

async function luaRule(text: string, timeLimitMs = 2_000): Promise<Rule> {
  const [rule] = await loadedRules({ 'rule.lua': text });
  if (rule?.kind !== 'lua') throw new Error('not a Lua rule');
  return { ...rule, settings: { ...rule.settings, limits: { timeLimitMs } } };
}

test('both sides of each rule are measured in each round, and the rule answers as in the stream', async () => {
  const { found, measured } = await bench([
    subject(ruleOf('process where process.pid <= 5'), 5),
    subject(ruleOf('process where process.pid <= 20'), 20),
  ]);
  expect(measured).toBe(6);
  const [five, all] = found;
  expect(five!.measurements.match.map(({ matchedShare }) => matchedShare)).toEqual([1, 1]);
  expect(five!.measurements.no_match.map(({ matchedShare }) => matchedShare)).toEqual([0, 0]);
  expect(all!.measurements.no_match).toEqual([]);
  // The kind of events that comes first alternates.
  const cameFirst = (measurements: readonly { readonly firstNs: number | undefined }[]) =>
    measurements.map(({ firstNs }) => firstNs !== undefined);
  expect(cameFirst(five!.measurements.match)).toEqual([true, false]);
  expect(cameFirst(five!.measurements.no_match)).toEqual([false, true]);
  for (const one of [...five!.measurements.match, ...five!.measurements.no_match]) {
    expect(one.medianNs).toBeGreaterThan(0);
    expect(one.wholeNs).toBeGreaterThan(one.medianNs);
    expect(one.p99Ns).toBeGreaterThanOrEqual(one.p75Ns);
    expect(one.p75Ns).toBeGreaterThanOrEqual(one.medianNs);
    expect(one.samples).toBeGreaterThanOrEqual(20);
    expect(one.batchEvents).toBeLessThanOrEqual(MAX_BATCH_EVENTS);
  }
});

test('a rule that only asks what sort of event it is takes no time of its own', async () => {
  const { found } = await bench([subject(ruleOf('process where event.category == "process"'), 20)]);
  expect(found[0]!.measurements.match.map(({ medianNs, meanNs }) => [medianNs, meanNs])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('the steps and the state machine of a sequence are measured over the events of its steps', async () => {
  const rule = ruleOf(
    'sequence with maxspan=1h [process where process.pid < 2] [process where process.pid < 3]',
  );
  const { found } = await bench([subject(rule, 2)]);
  expect(found[0]!.measurements.match).toHaveLength(2);
  expect(found[0]!.measurements.match[0]!.medianNs).toBeGreaterThan(0);
});

test('each round loads a rule anew: what it remembers is gone', async () => {
  const first = await luaRule(
    'local seen = false\nfunction pred_eval(event)\n  local isFirst = not seen\n  seen = true\n  return isFirst\nend\n',
  );
  let readings = 0;
  const countingReadings: Rule = {
    ...first,
    get text() {
      readings++;
      return first.text;
    },
  };
  const readingsOf = async (rounds: number): Promise<number> => {
    readings = 0;
    await bench([{ rule: countingReadings, sample: { match: EVENTS, no_match: [] } }], { rounds });
    return readings;
  };
  const once = await readingsOf(1);
  expect(once).toBeGreaterThan(0);
  expect(await readingsOf(3)).toBe(3 * once);
});

test('a rule that fails while it is benched has no figures, and the others do', async () => {
  const failing = await luaRule(
    'local seen = 0\nfunction pred_eval(event)\n  seen = seen + 1\n  if seen > 40 then error("enough") end\n  return true\nend\n',
  );
  const { found } = await bench([subject(failing, 20), subject(ruleOf('process where process.pid <= 5'), 5)]);
  expect(found[0]!.fault).toMatchObject({ kind: 'error' });
  expect(found[0]!.fault!.reason).toContain('enough');
  expect(found[0]!.measurements.match).toEqual([]);
  expect(found[1]!.measurements.match).toHaveLength(2);
});

test('a rule that never comes back is ended by its time limit', async () => {
  const looping = await luaRule(
    'local seen = 0\nfunction pred_eval(event)\n  seen = seen + 1\n  while seen > 40 do end\n  return true\nend\n',
    50,
  );
  const { found } = await bench([subject(looping, 20)]);
  expect(found[0]!.fault).toMatchObject({ kind: 'time' });
});

test('where it is stopped, what is done by then stands', async () => {
  const controller = new AbortController();
  const rules = [1, 2, 3].map((pid) => subject(ruleOf(`process where process.pid > ${pid + 20}`), 0));
  const { found, measured } = await bench(rules, {
    signal: controller.signal,
    onProgress: (done) => {
      if (done === 2) controller.abort();
    },
  });
  expect(measured).toBe(2);
  expect(found.flatMap(({ measurements }) => measurements.no_match)).toHaveLength(2);
});
