import type { LuaRuntime } from '../lua/lua-runtime.ts';
import { isEqlRule, type PredicateRule, type Rule, type RuleIndex } from '../rule.ts';
import type { PredicateLoadOptions } from './load-options.ts';
import type { LoadedPredicate, LoadedPredicates } from './loaded-predicates.ts';
import type { Predicate } from './predicate.ts';
import { DEFAULT_PREDICATE_LIMITS, type PredicateLimits } from './predicate-limits.ts';
import { PredicateLoadError } from './predicate-load-error.ts';
import { ruleWrapper } from './rule-wrapper.ts';
import { V8TimeGuard } from './v8-time-guard.ts';

export interface LoadPredicatesOptions {
  /** What runs Lua rules. */
  readonly lua: LuaRuntime;
  /** Limits that hold whatever a pack says; what is left out is set by the pack, else by default. */
  readonly limits: Partial<PredicateLimits>;
  /** Whether alerts get what rules capture. */
  readonly keepCaptures: boolean;
  /** What the lines of Lua rules are timed by; nanoseconds. Without it they are not watched. See `LineWatch`. */
  readonly lineClock?: () => number;
  /** Called around the loading of a rule, so that whoever wants to can time it. */
  readonly aroundLoad?: <T>(rule: RuleIndex, load: () => Promise<T>) => Promise<T>;
}

type Load = (options: PredicateLoadOptions) => Promise<Predicate>;

/**
 * Loads the Lua and Wasm rules of a pack, one after another; a rule that cannot be started is a fault of its own and
 * costs no other. Rules of other kinds are left out. Whoever runs them must close them, as an engine does.
 */
export async function loadPredicates(
  rules: readonly Rule[],
  options: LoadPredicatesOptions,
): Promise<LoadedPredicates> {
  const guard = new V8TimeGuard();
  const { keepCaptures, lineClock } = options;
  const byRule = new Map<RuleIndex, LoadedPredicate>();
  const around = options.aroundLoad ?? ((_, load) => load());
  try {
    for (const [index, rule] of rules.entries()) {
      if (isEqlRule(rule)) continue;
      const load = await loaderOf(rule, options);
      const limits = { ...DEFAULT_PREDICATE_LIMITS, ...rule.settings.limits, ...options.limits };
      const wrapper = ruleWrapper(rule.id);
      const loadOptions = {
        limits,
        guard,
        wrapper,
        keepCaptures,
        ...(lineClock !== undefined && { lineClock }),
      };
      byRule.set(index, await around(index, () => loadOne(load, loadOptions)));
    }
  } catch (error) {
    for (const loaded of byRule.values()) if ('predicate' in loaded) loaded.predicate.close();
    throw error;
  }
  return { byRule, guard };
}

async function loadOne(load: Load, options: PredicateLoadOptions): Promise<LoadedPredicate> {
  try {
    return { predicate: await load(options), limits: options.limits, wrapper: options.wrapper };
  } catch (error) {
    if (error instanceof PredicateLoadError) return { fault: error.fault };
    throw error;
  }
}

/** Runtimes are imported when the first rule needs them: packs without such rules do not pay for them. */
async function loaderOf(rule: PredicateRule, { lua, lineClock }: LoadPredicatesOptions): Promise<Load> {
  if (rule.kind === 'lua') {
    const { loadLuaPredicate, prepareLineWatch } = await import('../lua/load-lua-predicate.ts');
    if (lineClock !== undefined) await prepareLineWatch(lua, lineClock);
    return (options) => loadLuaPredicate(rule, lua, options);
  }
  const { loadWasmPredicate } = await import('../wasm/load-wasm-predicate.ts');
  return (options) => loadWasmPredicate(rule, options);
}
