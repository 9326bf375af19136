import type { Group, Measurement, PreparedGroup, SpawnedSide } from '../group.ts';
import { runTuned, scriptPath } from '../node-process.ts';
import type { Stage } from '../stage.ts';

const SCRIPT = scriptPath('../rule-count.mjs');
const NS_PER_MS = 1e6;

/** A line of `rule-count.mjs`, such as `  100 rules, ms of CPU  412.123 [400.000, 420.000]`. */
const RULES_LINE = /^ *(\d+) rules, ms (on the wall|of CPU) +([\d.]+) /gm;

/** Ten times the rules. */
export const ruleCount: Group = {
  name: 'rule-count',
  question:
    'What do ten times the rules cost? Both in one warm process per round, the smaller pack first. Needs RULES: the demo pack is too small to be made a thousand rules of.',
  isCalled: false,
  prepare,
};

async function prepare({ events, rules, material }: Stage): Promise<PreparedGroup> {
  if (material.rulesSource === 'demo') return { tasks: [] };
  // One process measures both sides of a round.
  const rounds = new Map<number, Promise<RulesTimes>>();
  const timesOf = (round: number): Promise<RulesTimes> => {
    let times = rounds.get(round);
    if (times === undefined) rounds.set(round, (times = measureOnce(events, rules)));
    return times;
  };
  const sideOf = (name: string, which: keyof RulesTimes): SpawnedSide => ({
    kind: 'spawned',
    name,
    measure: async (round) => ({ ...(await timesOf(round))[which], operations: material.events }),
  });
  return {
    tasks: [
      {
        name: '1,000 rules',
        side: sideOf('1,000 rules', 'many'),
        reference: sideOf('100 rules', 'few'),
        figure: 'timeNs',
        per: 'event',
        goal: { of: 'ratio', atMost: 1.5 },
      },
    ],
  };
}

/** One replay through 100 rules, one through 1,000. */
interface RulesTimes {
  readonly few: Pick<Measurement, 'timeNs' | 'cpuNs'>;
  readonly many: Pick<Measurement, 'timeNs' | 'cpuNs'>;
}

async function measureOnce(events: string, rules: string): Promise<RulesTimes> {
  return readRuleCount(await runTuned([SCRIPT, events, rules, '1']));
}

/** Reads what `rule-count.mjs` printed. @throws Error when it prints something else by now */
export function readRuleCount(output: string): RulesTimes {
  const lines = [...output.matchAll(RULES_LINE)].map(([, rules, clock, ms]) => ({
    rules: Number(rules),
    clock,
    ns: Number(ms) * NS_PER_MS,
  }));
  const timeOf = (count: number, by: string): number => {
    const line = lines.find(({ rules, clock }) => rules === count && clock === by);
    if (line === undefined)
      throw new Error(`bench/rule-count.mjs printed no time ${by} of ${count} rules, but: ${output}`);
    return line.ns;
  };
  const timesOf = (count: number) => ({
    timeNs: timeOf(count, 'on the wall'),
    cpuNs: timeOf(count, 'of CPU'),
  });
  return { few: timesOf(100), many: timesOf(1_000) };
}
