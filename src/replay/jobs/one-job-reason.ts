import { isEqlRule } from '../../engine/rule.ts';
import type { ReplayOptions } from '../replay.ts';
import type { PortionPlan } from './plan-portions.ts';

/** Why one thread must do everything, as far as the options say; undefined where several may. */
export function oneJobByOptions({
  rules,
  strict,
  limit,
}: Pick<ReplayOptions, 'rules' | 'strict' | 'limit'>): string | undefined {
  if (!rules.every(isEqlRule))
    return 'the pack has Lua or Wasm rules, which may keep state from one event to the next';
  if (strict) return '--strict stops at the first thing that is lost, which only a reading in order finds';
  if (limit !== undefined) return '--limit counts events from the beginning of the stream';
  return undefined;
}

/** The same, as far as the recording says. */
export function oneJobByPlan(plan: PortionPlan | undefined): string | undefined {
  if (plan === undefined) return 'the recording is no regular file, so it can be read once only';
  if (plan.portions.length > 1) return undefined;
  const [name] = plan.uncut;
  return name === undefined
    ? 'the recording is too short to be cut'
    : `${name} cannot be cut: it is compressed, or does not begin with one event on each line`;
}
