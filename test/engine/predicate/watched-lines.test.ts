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
