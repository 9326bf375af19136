import { onTestFinished } from 'vitest';
import { Detector } from '../../../src/embed/detector.ts';
import type { DetectorAlert } from '../../../src/embed/detector-alert.ts';
import type { DetectorOptions } from '../../../src/embed/detector-options.ts';
import type { Pack } from '../../../src/engine/pack/pack.ts';
import type { Rule } from '../../../src/engine/rule.ts';
import { ruleOf } from '../../support/rule.ts';
import { FakeTimers } from './fake-timers.ts';

/** A pack of rules that were not loaded from anywhere. */
export function packOf(rules: readonly Rule[]): Pack {
  return { rules, diagnostics: [], skipped: [], hash: `sha256:${'0'.repeat(64)}`, files: rules.length };
}

/** A pack of queries: `rule-0`, `rule-1` and so on. */
export function packOfQueries(queries: readonly string[]): Pack {
  return packOf(queries.map((text, index) => ruleOf(text, { id: `rule-${index}` })));
}

/** An alert as tests compare it. */
export type FoundAlert = readonly [ruleId: string, events: DetectorAlert['events']];

export interface OpenDetector {
  readonly detector: Detector;
  readonly timers: FakeTimers;
  /** All alerts so far. */
  readonly found: FoundAlert[];
}

/** A detector whose time stands still; it is closed when the test ends. */
export async function openDetector(
  pack: Pack,
  options: Partial<DetectorOptions> = {},
): Promise<OpenDetector> {
  const timers = new FakeTimers();
  const found: FoundAlert[] = [];
  const detector = await Detector.open({
    pack,
    timers,
    onAlert: ({ ruleId, events }) => found.push([ruleId, events]),
    ...options,
  });
  onTestFinished(() => detector.close().catch(() => undefined));
  return { detector, timers, found };
}
