import { Engine } from '../engine/engine.ts';
import { loadPredicates } from '../engine/predicate/load-predicates.ts';
import type { LoadedPredicates } from '../engine/predicate/loaded-predicates.ts';
import type { MemoryWatch } from '../engine/predicate/memory-watch.ts';
import { isEqlRule } from '../engine/rule.ts';
import type { FaultLog } from '../profiler/fault-log.ts';
import type { LineTimes } from '../profiler/line-times/line-times.ts';
import type { ReplayOptions } from './replay.ts';

/** What an engine is made of. */
export type EngineSettings = Pick<
  ReplayOptions,
  'rules' | 'batchSize' | 'index' | 'sequences' | 'lua' | 'predicateLimits' | 'captures' | 'clock' | 'onFault'
>;

/** Where what is known of rules beside their figures goes. */
export interface EngineNotes {
  /** Compilation or loading per rule, nanoseconds; filled in. */
  readonly compileNs: Float64Array;
  /** Kept up to date as long as the engine runs. */
  readonly faults: FaultLog;
  /** Watches lines of Lua rules; undefined: they are not watched. */
  readonly lines: LineTimes | undefined;
  /** Follows what Lua and Wasm rules hold; undefined: only the figures of the end of a batch are known. */
  readonly memory?: MemoryWatch | undefined;
}

/** Loads and compiles rules into an engine; whoever has it closes it. */
export async function prepareEngine(options: EngineSettings, notes: EngineNotes): Promise<Engine> {
  const { compileNs, faults, lines, memory } = notes;
  const predicates = await predicatesOf(options, compileNs, lines);
  return new Engine(options.rules, {
    ...(predicates !== undefined && { predicates }),
    ...(lines !== undefined && { lines }),
    ...(memory !== undefined && { memory }),
    onFault: (rule, fault) => {
      faults.add(rule, fault);
      options.onFault?.(rule, fault);
    },
    batchSize: options.batchSize,
    index: options.index ?? true,
    sequences: options.sequences ?? {},
    aroundCompile: (rule, compile) => {
      const startNs = options.clock();
      const compiled = compile();
      compileNs[rule]! += options.clock() - startNs;
      return compiled;
    },
  });
}

/** The Lua and Wasm rules, loaded; undefined where there are none. */
async function predicatesOf(
  { rules, lua, predicateLimits, captures, clock }: EngineSettings,
  compileNs: Float64Array,
  lines: LineTimes | undefined,
): Promise<LoadedPredicates | undefined> {
  if (rules.every(isEqlRule)) return undefined;
  return loadPredicates(rules, {
    lua: lua ?? 'wasmoon',
    limits: predicateLimits ?? {},
    keepCaptures: captures ?? false,
    ...(lines !== undefined && { lineClock: lines.clock }),
    aroundLoad: async (rule, load) => {
      const startNs = clock();
      const loaded = await load();
      compileNs[rule] = clock() - startNs;
      return loaded;
    },
  });
}
