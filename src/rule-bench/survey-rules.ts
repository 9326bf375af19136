import type { Engine } from '../engine/engine.ts';
import type { AdapterName } from '../engine/events/adapter.ts';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import type { Rule } from '../engine/rule.ts';
import type { Clock } from '../profiler/clock.ts';
import { FaultLog, type RuleFaults } from '../profiler/fault-log.ts';
import { type DecodeProgress, decodeEvents } from '../replay/input/decode-events.ts';
import type { StreamInput } from '../replay/input/stream-input.ts';
import type { StreamProblem } from '../replay/input/stream-problem.ts';
import { prepareEngine } from '../replay/prepare-engine.ts';
import type { SampledEvent } from './event-samples.ts';
import { reachingEvents } from './reaching-events.ts';
import type { Side } from './side.ts';
import { surveyParts } from './survey-parts.ts';
import { SurveyTally } from './survey-tally.ts';

/** What is read, for which rules, and who is told meanwhile. */
export interface SurveyOptions {
  readonly rules: readonly Rule[];
  readonly inputs: readonly StreamInput[];
  readonly lua: LuaRuntime;
  readonly adapter?: AdapterName | undefined;
  /** Reads at most so many events. */
  readonly limit?: number | undefined;
  /** Ends the reading early; what was read stands. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Uniform in 0 to 1, without 1; picks the sample. */
  readonly random: () => number;
  readonly onProblem: (problem: StreamProblem) => void;
  readonly onAdapter: (adapter: AdapterName) => void;
  readonly onProgress: (progress: Readonly<DecodeProgress>) => void;
}

/** What one rule met in the stream. */
export interface RuleSurvey {
  /** Events that reached it: its predicate ran, or one of its steps. */
  readonly reached: number;
  /** Of those, the ones it matched; of a sequence, those that satisfied a step. */
  readonly matched: number;
  /** A sample of both kinds, of events that reach it when it is alone, too; in the order of the stream. */
  readonly sample: Readonly<Record<Side, readonly SampledEvent[]>>;
  /** What a Lua or Wasm rule did wrong; undefined where nothing. */
  readonly faults: RuleFaults | undefined;
}

/** What a stream holds for a pack. */
export interface Survey {
  /** Events that were read. */
  readonly events: number;
  /** By place in the rules that were given. */
  readonly rules: readonly RuleSurvey[];
  /** A sample of all events. */
  readonly sample: readonly SampledEvent[];
}

/** More events are decoded at a time; each is a batch of its own to the rules. */
const DECODED_AT_ONCE = 1_024;

/**
 * Reads a stream once and finds out which events reach which rule and which match. The engine is given one event at a
 * time, as its answers are the same for batches of any size and it tells them by batch.
 */
export async function surveyRules(options: SurveyOptions): Promise<Survey> {
  const { rules, lua, clock } = options;
  const parts = surveyParts(rules);
  const faults = new FaultLog();
  const engine = await prepareEngine(
    { rules: parts.map(({ part }) => part), batchSize: 1, lua, clock },
    { compileNs: new Float64Array(parts.length), faults, lines: undefined },
  );
  const tally = new SurveyTally(rules.length, parts, options.random);
  try {
    const events = await readStream(engine, tally, options);
    const faultsOf = new Map(parts.map(({ rule }, at) => [rule, faults.of(at)]));
    const found: RuleSurvey[] = [];
    for (const [index, rule] of rules.entries()) {
      const { sample, ...counts } = tally.of(index);
      // What matches reaches it in any case.
      const noMatch = await reachingEvents(rule, sample.no_match, lua, clock);
      found.push({
        ...counts,
        sample: { match: sample.match, no_match: noMatch },
        faults: faultsOf.get(index),
      });
    }
    return { events, sample: tally.sampleOfAll(), rules: found };
  } finally {
    engine.close();
  }
}

/** @returns how many events were read */
async function readStream(engine: Engine, tally: SurveyTally, options: SurveyOptions): Promise<number> {
  const { inputs, adapter, limit, signal, onProblem, onAdapter, onProgress } = options;
  const progress: DecodeProgress = { bytesRead: 0, bytesTotal: undefined, events: 0 };
  // Decoded whole: a bench reads fields, such as keys of sequences, that nothing asks for here.
  const batches = decodeEvents(inputs, {
    batchSize: DECODED_AT_ONCE,
    adapter,
    limit,
    signal,
    onProblem,
    progress,
    onAdapter: (_, { name }) => onAdapter(name),
  });
  let events = 0;
  for await (const { vocabulary, records, eventNumbers, continues = false } of batches) {
    for (const [row, record] of records.entries()) {
      const number = eventNumbers[row]!;
      tally.begin({ number, vocabulary, record });
      const batch = {
        vocabulary,
        records: [record],
        eventNumbers: [number],
        continues: continues || row > 0,
      };
      engine.run(batch, ignoreAlert, tally.probe);
      tally.end();
    }
    events += records.length;
    onProgress(progress);
  }
  return events;
}

function ignoreAlert(): void {}
