import { afterWarmUp } from './after-warm-up.ts';
import { BLOCKS, blockMinima } from './block-minima.ts';
import { growsByDoubling } from './doubling-growth.ts';
import type { RuleMemory } from './memory-findings.ts';
import { memoryGrowth } from './memory-growth.ts';
import type { MemoryPoint } from './memory-series.ts';
import { isMoreThanGarbage, keepsItsPace } from './more-than-garbage.ts';
import { troughsRise } from './rising-troughs.ts';
import { standsClear } from './stands-clear.ts';
import { growsSteadily } from './steady-growth.ts';
import { troughsOf } from './troughs.ts';

/**
 * Whose memory it is. `fixed`: what was compiled, which never changes. `bounded`: the engine's, for a rule; it forgets
 * by itself, and limits hold it. `collected`: the rule's own, with garbage in it that its runtime collects when it sees
 * fit. `kept`: the rule's own, as it asked for it.
 */
export type MemoryOwner = 'fixed' | 'bounded' | 'collected' | 'kept';

/** What was seen: growth step by step, in steps that double, none, or what could be either growth or garbage. */
type Trend = 'steady' | 'doubling' | 'none' | 'unclear';

/**
 * What the points of a rule's memory say.
 *
 * @param points in the order of the stream; undefined where the rule has no figure
 * @param samples how often it was looked at: a rule that never changed has one point
 */
export function judgeMemory(
  points: readonly MemoryPoint[] | undefined,
  samples: number,
  owner: MemoryOwner,
): RuleMemory {
  if (points === undefined) return { series: [], growth: null, leak: null };
  if (points.length === 1) return judgeConstant(points, samples, owner);
  const later = afterWarmUp(points);
  const trend = owner === 'collected' ? trendOfCollected(points) : trendOfKept(points);
  return {
    series: points,
    growth: memoryGrowth(trend === 'doubling' ? points : later),
    leak: owner === 'bounded' || trend === 'unclear' ? null : trend !== 'none',
  };
}

function judgeConstant(series: readonly MemoryPoint[], samples: number, owner: MemoryOwner): RuleMemory {
  if (samples < BLOCKS) return { series, growth: null, leak: null };
  return {
    series,
    growth: { bytesPer1kEvents: 0, interval: [0, 0] },
    leak: owner === 'bounded' ? null : false,
  };
}

function trendOfKept(points: readonly MemoryPoint[]): Trend {
  const minima = blockMinima(afterWarmUp(points));
  if (minima === null) return 'unclear';
  if (growsSteadily(minima)) return 'steady';
  return growsByDoubling(points) ? 'doubling' : 'none';
}

/** Growth must be seen, and it must be more than garbage that waits to be collected. */
function trendOfCollected(points: readonly MemoryPoint[]): Trend {
  const later = afterWarmUp(points);
  const minima = blockMinima(later);
  if (minima === null) return 'unclear';
  const troughs = troughsOf(later);
  if (troughsRise(troughs)) return 'steady';
  const isSteady = growsSteadily(minima);
  if (isSteady && standsClear(later, troughs)) return 'steady';
  const isLarge = isMoreThanGarbage(points, troughs);
  if (isSteady && isLarge && keepsItsPace(points)) return 'steady';
  const isDoubling = growsByDoubling(points);
  if (isDoubling && isLarge) return 'doubling';
  return isSteady || isDoubling ? 'unclear' : 'none';
}
