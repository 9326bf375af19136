import type { ComparedRule, ComparedTime } from '../compare/comparison-file.ts';
import type { CounterName } from '../compare/counters.ts';
import type { RuleType } from '../report/rule-type.ts';
import type { RuleRow } from '../report/run-file.ts';
import type { Figure, FigureSource, Measured, Metric, Missing } from './metric.ts';

const NOT_IN_BOTH: Missing = { missing: 'not measured in both runs' };

/**
 * How much more than in a base run, as a share of it: 0.1 is 10 % more, less than 0 is less. It is what `compare` finds: the
 * same rule may have another id there, counters are exact, and a change of a time counts where it is significant.
 */
export const REGRESSION_METRIC: Metric = {
  name: 'regression',
  scope: 'rule',
  unit: 'share',
  help: 'growth since the run given with --base, 10% being a tenth more',
  needsEvents: false,
  needsBase: true,
  figures: new Map<string, FigureSource>([
    ['cpu', grown((_, { time }) => timeGrowth(time))],
    ['events', counted('events_processed')],
    ['evaluations', counted('evaluations')],
    ['matches', counted('matches')],
    ['alerts', counted('alerts_generated')],
    ['errors', counted('errors')],
    ['partial_matches', counted('peak_partial_matches', ['Sequence'])],
    ['host_calls', counted('host_calls', ['Lua', 'Wasm'])],
  ]),
};

type Read = (rule: RuleRow, compared: ComparedRule) => Figure | Missing;

function grown(read: Read, types?: readonly RuleType[]): FigureSource {
  return {
    needsProfile: false,
    ...(types !== undefined && { types }),
    read: ({ base }: Measured, rule) => {
      if (base === undefined) return { missing: 'there is no base run' };
      if (base.rules === undefined) return { missing: 'the base run is of another recording' };
      const compared = base.rules.get(rule!.rule_id);
      return compared === undefined ? { missing: 'the base run has no such rule' } : read(rule!, compared);
    },
  };
}

function counted(name: CounterName, types?: readonly RuleType[]): FigureSource {
  return grown((rule, { counters }) => {
    const change = counters.find((counter) => counter.name === name);
    // A comparison lists the counters that differ; what neither run has does not.
    if (rule[name] === null || change?.base === null) return NOT_IN_BOTH;
    return { value: change === undefined ? 0 : growth(change.base, change.head!), interval: null };
  }, types);
}

function timeGrowth({
  verdict,
  ratio,
  interval,
  base_ns_per_event,
  head_ns_per_event,
}: ComparedTime): Figure | Missing {
  if (base_ns_per_event === null || head_ns_per_event === null) return NOT_IN_BOTH;
  const value = ratio === null ? growth(base_ns_per_event, head_ns_per_event) : ratio - 1;
  if (verdict === 'too-cheap') return { value, interval: null, tooNoisy: 'too little time to judge' };
  if (interval === null || verdict === 'not-judged')
    return { value, interval: null, tooNoisy: 'too few runs to tell a change of time from chance' };
  const [low, high] = [interval[0] - 1, interval[1] - 1];
  // Where no change could be told, none at all is possible, too.
  if (verdict === 'unclear' || verdict === 'side-effect')
    return { value, interval: [Math.min(0, low), Math.max(0, high)] };
  return { value, interval: [low, high] };
}

function growth(from: number, to: number): number {
  return from === to ? 0 : (to - from) / from;
}
