import type { PredicateLoadOptions } from '../predicate/load-options.ts';
import { PatternSet } from '../predicate/pattern-set.ts';
import type { Predicate } from '../predicate/predicate.ts';
import { PredicateLoadError } from '../predicate/predicate-load-error.ts';
import { printableReason } from '../predicate/printable-reason.ts';
import { TimeLimitError } from '../predicate/time-guard.ts';
import type { LuaRule } from '../rule.ts';
import { EventReader } from './event-reader.ts';
import { createLineTiming, type LineTiming } from './fengari/fengari-lines.ts';
import { FengariMachine } from './fengari/fengari-machine.ts';
import { LuaPredicate } from './lua-predicate.ts';
import type { LuaRuntime } from './lua-runtime.ts';
import type { RuleMachine } from './rule-machine.ts';
import { LineRehearsal } from './wasmoon/line-rehearsal.ts';
import { WasmoonMachine } from './wasmoon/wasmoon-machine.ts';

export type { LuaRuntime } from './lua-runtime.ts';

/**
 * Loads a Lua rule into a state of its own: runs its top level, then `pred_init`.
 *
 * @throws PredicateLoadError when one of them fails, or there is no function `pred_eval`
 */
export async function loadLuaPredicate(
  rule: LuaRule,
  runtime: LuaRuntime,
  options: PredicateLoadOptions,
): Promise<Predicate> {
  const { fields, regexes, globs } = rule.settings;
  const patterns = runLimited(options, () => patternsOf(regexes, globs));
  const reader = new EventReader(fields, patterns);
  const machine = await createMachine(runtime, reader, options);
  const source = { text: rule.text, chunkName: baseName(rule.file) };
  const fault = runLimited(options, () => options.wrapper(() => machine.load(source)));
  // Whatever it was, to the rule's author it means that the rule could not be started.
  if (fault !== undefined) throw loadError(fault.reason);
  return new LuaPredicate(machine, reader, options);
}

function runLimited<T>({ guard, limits }: PredicateLoadOptions, load: () => T): T {
  try {
    return guard.run(limits.timeLimitMs, load);
  } catch (error) {
    throw error instanceof TimeLimitError ? loadError(error.message) : error;
  }
}

function patternsOf(regexes: readonly string[], globs: readonly string[]): PatternSet {
  try {
    return new PatternSet(regexes, globs);
  } catch (error) {
    throw loadError(`a pattern of its pack does not work: ${(error as Error).message}`);
  }
}

async function createMachine(
  runtime: LuaRuntime,
  reader: EventReader,
  { limits, lineClock }: PredicateLoadOptions,
): Promise<RuleMachine> {
  try {
    if (runtime === 'fengari') {
      const timing = lineClock && timings.get(lineClock);
      return await FengariMachine.create(reader, limits.memoryLimitBytes, timing);
    }
    const rehearsal = lineClock && rehearsals.get(lineClock);
    return await WasmoonMachine.create(reader, limits.memoryLimitBytes, rehearsal);
  } catch (error) {
    // V8 or the system has no room for another instance.
    if (error instanceof RangeError) throw loadError(`its interpreter could not be made: ${error.message}`);
    throw error;
  }
}

/** What serves all rules whose lines are timed by the same clock. */
const rehearsals = new WeakMap<() => number, LineRehearsal>();
const timings = new WeakMap<() => number, LineTiming>();

/**
 * Makes what watching lines needs, for rules that are loaded with this clock; it takes some milliseconds. Where there
 * is no room for it lines are not watched.
 */
export async function prepareLineWatch(runtime: LuaRuntime, clock: () => number): Promise<void> {
  if (runtime === 'fengari') {
    if (!timings.has(clock)) timings.set(clock, createLineTiming(clock));
    return;
  }
  if (rehearsals.has(clock)) return;
  try {
    rehearsals.set(clock, await LineRehearsal.create(clock));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

function loadError(reason: string): PredicateLoadError {
  return new PredicateLoadError({ kind: 'load', reason: printableReason(reason) });
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
