import { expect, it } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { LineWatch, WatchedLines } from '../../../src/engine/predicate/line-watch.ts';
import { loadPredicates } from '../../../src/engine/predicate/load-predicates.ts';
import { luaRule } from '../lua/support.ts';

let readings = 0;
const clock = () => readings++;

const EVEN = `local n = 0
function pred_eval(event)
  n = n + 1
  return n % 2 == 0
end`;

async function alertsOf(text: string, events: readonly Record<string, unknown>[], watch?: LineWatch) {
  const rules = [luaRule(text)];
  const lineClock = watch && { lineClock: watch.clock };
  const options = { lua: 'wasmoon', limits: {}, keepCaptures: false, ...lineClock } as const;
  const predicates = await loadPredicates(rules, options);
  const faults: string[] = [];
  const engine = new Engine(rules, {
    predicates,
    onFault: (_, { kind }) => faults.push(kind),
    ...(watch && { lines: watch }),
  });
  const alerts: (readonly (number | null)[])[] = [];
  for (const batch of [0, 1]) {
    const eventNumbers = events.map((_, at) => batch * events.length + at + 1);
    const records = [...events];
    engine.run({ vocabulary: ecsVocabulary, records, eventNumbers }, (alert) => alerts.push(alert.events));
  }
  engine.close();
  return { alerts, faults };
}

const events = ['a', 'b', 'c'].map((name) => ({ do: name, event: { category: 'process' } }));

it('lines are watched of as many events as are wished for, and answers are the same', async () => {
  const asked: number[][] = [];
  const seen: WatchedLines[] = [];
  const watch: LineWatch = {
    clock,
    eventsToWatch: (rule, offered) => {
      asked.push([rule, offered]);
      return asked.length === 1 ? 0 : 1_000;
    },
    watched: (_, one) => seen.push(one),
    gaveUp: () => {},
  };
  const watched = await alertsOf(EVEN, events, watch);
  expect(watched).toEqual(await alertsOf(EVEN, events));
  expect(watched.alerts).toEqual([[2], [4], [6]]);
  expect(asked).toEqual([
    [0, 3],
    [0, 3],
  ]);
  expect(seen).toMatchObject([
    {
      evaluations: 3,
      lines: [
        { line: 3, passes: 3 },
        { line: 4, passes: 3 },
      ],
    },
  ]);
});

it('a watch that the time limit ends is told, and is no fault of the rule', async () => {
  const given: unknown[] = [];
  const watch: LineWatch = {
    clock,
    eventsToWatch: (_, offered) => offered,
    watched: (rule) => given.push(['watched', rule]),
    gaveUp: (rule, tookNs) => given.push(['gave up', rule, tookNs > 0]),
  };
  const rules = [luaRule(EVEN)];
  const limits = { timeLimitMs: 50 };
  const options = { lua: 'wasmoon', limits, keepCaptures: false, lineClock: watch.clock } as const;
  const predicates = await loadPredicates(rules, options);
  const [loaded] = [...predicates.byRule.values()];
  if (loaded === undefined || 'fault' in loaded) throw new Error('the rule was not loaded');
  loaded.predicate.watchLines = () => {
    for (;;);
  };
  const faults: string[] = [];
  const engine = new Engine(rules, { predicates, lines: watch, onFault: (_, { kind }) => faults.push(kind) });
  const alerts: (readonly (number | null)[])[] = [];
  const batch = { vocabulary: ecsVocabulary, records: [...events], eventNumbers: [1, 2, 3] };
  engine.run(batch, (alert) => alerts.push(alert.events));
  engine.close();
  expect(given).toEqual([['gave up', 0, true]]);
  expect(alerts).toEqual([[2]]);
  expect(faults).toEqual([]);
});

it('a rule is asked for when its turn comes: by then it is known what those before it took', async () => {
  const told: string[] = [];
  const watch: LineWatch = {
    clock,
    eventsToWatch: (rule) => {
      told.push(`asked ${rule}`);
      return 1;
    },
    watched: (rule) => told.push(`watched ${rule}`),
    gaveUp: () => {},
  };
  const rules = [luaRule(EVEN), { ...luaRule(EVEN), id: 'other' }];
  const options = { lua: 'wasmoon', limits: {}, keepCaptures: false, lineClock: watch.clock } as const;
  const engine = new Engine(rules, { predicates: await loadPredicates(rules, options), lines: watch });
  engine.run({ vocabulary: ecsVocabulary, records: [...events], eventNumbers: [1, 2, 3] }, () => {});
  engine.close();
  expect(told).toEqual(['asked 0', 'watched 0', 'asked 1', 'watched 1']);
});
