import { expect, it } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { createMonotonicClock } from '../../../src/profiler/clock.ts';
import { SamplingProfiler } from '../../../src/profiler/sampling/sampling-profiler.ts';
import { ruleOf } from '../../support/rule.ts';

/** Rules whose third clause does nearly all the work, in ways that take different paths through the program. */
const SLOW_CLAUSES = [
  'process.args like~ ("*a*b*c*d*e*f*g*h*z9*", "*n*e*e*d*l*e*z9*", "*e*e*e*e*e*e*z9*")',
  'process.args regex~ "(.*a){6}.*zz9"',
  'stringContains(concat(process.args, process.name, process.args), "zz9 nowhere")',
  'length(substring(concat(process.args, process.name), 2, 400)) == 7919',
];
const ROUNDS = 1000;

const records = Array.from({ length: 256 }, (_, at) => ({
  event: { category: 'process' },
  process: {
    pid: at + 1,
    name: `name-${at}`,
    args: `${at} abcdefg haystack needle quick brown fox `.repeat(4),
  },
}));
const batch = { vocabulary: ecsVocabulary, records, eventNumbers: records.map((_, at) => at + 1) };

it('V8 sees the clause that takes the time, whatever the clause calls', { timeout: 60_000 }, async () => {
  const rules = SLOW_CLAUSES.map((clause, at) =>
    ruleOf(
      `process where process.pid != 0 and process.name != "zz" and not ${clause} and process.pid == -1`,
      {
        id: `slow-${at}`,
      },
    ),
  );
  const settings = { sampleIntervalUs: 200, keepTrace: false };
  const profiler = new SamplingProfiler(rules, settings, createMonotonicClock());
  await profiler.start();
  const engine = new Engine(rules);
  profiler.begin(engine.scripts);
  for (let round = 0; round < ROUNDS; round++) engine.run(batch, () => {});
  const findings = await profiler.stop();
  expect(findings.rules.map(({ rule, hotSpots }) => [rule, hotSpots[0]?.text])).toEqual(
    SLOW_CLAUSES.map((clause, rule) => [rule, clause]),
  );
});
