import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import { isEqlRule, type Rule } from '../engine/rule.ts';
import type { Clock } from '../profiler/clock.ts';
import { BenchEngine } from './bench-engine.ts';
import type { SampledEvent } from './event-samples.ts';
import { fillBatches } from './fill-batches.ts';

/**
 * Those of some events that reach a rule when it is alone. What an index rules out may depend on the other rules of a pack,
 * and an event that is ruled out is no evaluation.
 */
export async function reachingEvents(
  rule: Rule,
  events: readonly SampledEvent[],
  lua: LuaRuntime,
  clock: Clock,
): Promise<readonly SampledEvent[]> {
  // Lua and Wasm rules see all events of their category, with others or alone, and may remember what they are shown.
  if (!isEqlRule(rule) || events.length === 0) return events;
  const engine = await BenchEngine.load(rule, lua, clock);
  try {
    return events.filter((event) => {
      engine.probe.reset();
      engine.run(fillBatches([event], 1, 'in-place'));
      return engine.probe.evaluated > 0;
    });
  } finally {
    engine.close();
  }
}
