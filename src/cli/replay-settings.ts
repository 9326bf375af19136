import type { PredicateLimits } from '../engine/predicate/predicate-limits.ts';
import type { PlainReplayOptions } from '../replay/worker/messages.ts';
import { profilingOf } from './profiling-of.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** Fixed: the same stream gives the same sample. */
const CENSUS_SEED = 20_240_501;

/**
 * The options of the command that go to the replay, under its names.
 *
 * @param keepTrace whether a file is to be made of the samples
 */
export function replaySettings(
  options: ReplayCommandOptions,
  keepTrace: boolean,
): Omit<PlainReplayOptions, 'rules' | 'inputs'> {
  const { reorderWindow, maxPartialMatches, lua, captures } = options;
  const profile = profilingOf(options);
  const { advice, jobs, batchSize, accounting, index, strict, maxLineBytes, since, until, limit, format } =
    options;
  return {
    batchSize,
    accounting,
    index,
    strict,
    lua,
    captures,
    predicateLimits: limitsOf(options),
    sequences: {
      ...(reorderWindow !== undefined && { reorderWindowMs: reorderWindow }),
      ...(maxPartialMatches !== undefined && limitStates(maxPartialMatches)),
    },
    ...(profile !== undefined && { profile: { ...profile, keepTrace } }),
    ...(accounting && advice && { censusSeed: CENSUS_SEED }),
    ...(jobs > 1 && { jobs: { count: jobs } }),
    ...(maxLineBytes !== undefined && { maxLineBytes }),
    ...(since !== undefined && { sinceNs: since }),
    ...(until !== undefined && { untilNs: until }),
    ...(limit !== undefined && { limit }),
    ...(format !== undefined && { adapter: format }),
  };
}

/** What the command says Lua and Wasm rules may use. */
export function limitsOf({
  timeLimit,
  memoryLimit,
  maxFaults,
}: ReplayCommandOptions): Partial<PredicateLimits> {
  return {
    ...(timeLimit !== undefined && { timeLimitMs: timeLimit }),
    ...(memoryLimit !== undefined && { memoryLimitBytes: memoryLimit }),
    ...(maxFaults !== undefined && { maxFaults }),
  };
}

/** One sequence may take a fifth of what all of them may. */
function limitStates(maxPartialMatches: number) {
  return { maxPartialMatches, maxPartialMatchesPerRule: Math.max(1, Math.floor(maxPartialMatches / 5)) };
}
