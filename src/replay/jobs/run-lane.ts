import type { Engine } from '../../engine/engine.ts';
import type { AdapterName } from '../../engine/events/adapter.ts';
import type { Clock } from '../../profiler/clock.ts';
import { RunAccounts } from '../../profiler/run-accounts.ts';
import type { SharedMetrics } from '../../profiler/shared-metrics.ts';
import { projectionOf } from '../input/decode-events.ts';
import { ProblemLog } from '../input/problem-log.ts';
import { StreamSpan } from '../stream-span.ts';
import type { PlainReplayOptions } from '../worker/messages.ts';
import { decodePortions } from './decode-portions.ts';
import type { LaneResult, PortionNews } from './lane-messages.ts';
import type { Portion, PortionIndex } from './portion.ts';

/** What a lane needs to go through its portions. */
export interface Lane {
  readonly engine: Engine;
  readonly options: PlainReplayOptions;
  readonly portions: readonly Portion[];
  readonly take: () => PortionIndex | undefined;
  readonly metrics: SharedMetrics;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Awaited after every batch: lets whoever puts portions together catch up. Its time is billed to `collect`. */
  readonly tell: (news: PortionNews) => Promise<void> | void;
}

/** Decodes one portion after the other, and runs over it all that needs no event before it. */
export async function runLane({ engine, options, metrics, tell, ...lane }: Lane): Promise<LaneResult> {
  const { inputs, batchSize, sinceNs, untilNs, maxLineBytes, adapter } = options;
  const accounts = options.accounting ? new RunAccounts(metrics.rules, engine.fieldPaths.length) : undefined;
  const probe = accounts?.probe;
  probe?.table.setConditions(engine.conditionBytes);
  const span = new StreamSpan();
  let problems = new ProblemLog();
  let adapterNews: AdapterName | undefined;
  let events = 0;
  let portions = 0;
  const startNs = lane.clock();
  accounts?.start();
  const decoded = decodePortions({
    inputs,
    portions: lane.portions,
    take: lane.take,
    batchSize,
    sinceNs,
    untilNs,
    maxLineBytes,
    adapter,
    projectedRecords: projectionOf((options.projection ?? true) ? engine.demand : undefined),
    probe,
    signal: lane.signal,
    onProblem: (problem) => problems.add(problem),
    onAdapter: (picked) => {
      adapterNews = picked;
    },
  });
  /** What came up beside findings since it was last asked for. */
  const takeNotes = (): Pick<PortionNews, 'problems' | 'adapter'> => {
    const counts = problems.counts();
    const notes = {
      ...(counts.length > 0 && { problems: counts }),
      ...(adapterNews !== undefined && { adapter: adapterNews }),
    };
    problems = new ProblemLog();
    adapterNews = undefined;
    return notes;
  };
  try {
    for await (const { progress, batch } of decoded) {
      if (batch === undefined) {
        portions++;
        probe?.enterPhase('collect');
        await tell({ progress: { ...progress }, ...takeNotes() });
        probe?.enterPhase('read');
        continue;
      }
      span.firstEventNs = span.lastEventNs = undefined;
      const findings = engine.find(batch, probe);
      events += batch.records.length;
      probe?.enterPhase('profiler');
      accounts?.afterBatch();
      span.add(batch);
      const { firstEventNs, lastEventNs } = span;
      probe?.enterPhase('collect');
      await tell({
        progress: { ...progress },
        findings,
        ...(firstEventNs !== undefined && { firstEventNs }),
        ...(lastEventNs !== undefined && { lastEventNs }),
        ...takeNotes(),
      });
      probe?.enterPhase('read');
    }
  } catch (error) {
    // They watch the thread until they are told to stop.
    await accounts?.stop(engine.fieldPaths);
    throw error;
  }
  const unaccountedNs = lane.clock() - startNs;
  const accounted = await accounts?.stop(engine.fieldPaths);
  return {
    events,
    portions,
    wallTimeNs: accounted?.wallTimeNs ?? unaccountedNs,
    findings: accounted?.findings,
  };
}
