import type { PredicateLoadOptions } from '../predicate/load-options.ts';
import { PatternSet } from '../predicate/pattern-set.ts';
import type { Predicate } from '../predicate/predicate.ts';
import type { PredicateFault } from '../predicate/predicate-fault.ts';
import { PredicateLoadError } from '../predicate/predicate-load-error.ts';
import { TimeLimitError } from '../predicate/time-guard.ts';
import type { LuaRule } from '../rule.ts';
import { EventReader } from './event-reader.ts';
import { FengariMachine } from './fengari/fengari-machine.ts';
import { printableReason } from './lua-fault.ts';
import { LuaPredicate } from './lua-predicate.ts';
import type { LuaRuntime } from './lua-runtime.ts';
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
  const { timeLimitMs, memoryLimitBytes } = options.limits;
  const reader = new EventReader(fields, new PatternSet(regexes, globs));
  const create = runtime === 'wasmoon' ? WasmoonMachine.create : FengariMachine.create;
  const machine = await create(reader, memoryLimitBytes);
  const source = { text: rule.text, chunkName: baseName(rule.file) };
  const fault = runLimited(options, timeLimitMs, () => machine.load(source));
  // Whatever it was, to the rule's author it means that the rule could not be started.
  if (fault !== undefined) throw new PredicateLoadError({ kind: 'load', reason: fault.reason });
  return new LuaPredicate(machine, reader, options);
}

function runLimited(
  { guard }: PredicateLoadOptions,
  timeLimitMs: number,
  load: () => PredicateFault | undefined,
): PredicateFault | undefined {
  try {
    return guard.run(timeLimitMs, load);
  } catch (error) {
    if (!(error instanceof TimeLimitError)) throw error;
    return { kind: 'time', reason: printableReason(error.message) };
  }
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
