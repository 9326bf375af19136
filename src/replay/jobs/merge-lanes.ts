import { SettlingEngine } from '../../engine/settling-engine.ts';
import { AccountingProbe } from '../../profiler/accounting-probe.ts';
import { putSum } from '../../profiler/add-tables.ts';
import { FaultLog } from '../../profiler/fault-log.ts';
import type { JobsFindings } from '../../profiler/jobs-findings.ts';
import { MetricsTable } from '../../profiler/metrics-table.ts';
import type { ProgressFigures } from '../../profiler/run-progress.ts';
import { readSchedstat } from '../../profiler/scheduling/schedstat.ts';
import { totalBytes } from '../input/stream-input.ts';
import type { ReplayResult } from '../replay.ts';
import type { LaneResult, PortionNews } from './lane-messages.ts';
import type { LaneThread } from './lane-thread.ts';
import { mergeLaneFindings } from './merge-lane-findings.ts';
import type { Portion } from './portion.ts';
import type { PortionInbox } from './portion-inbox.ts';
import { PortionMerge } from './portion-merge.ts';
import type { JobsReplayOptions } from './replay-in-jobs.ts';

/** So often are the sums of all threads' figures renewed, for whoever looks at them; milliseconds. */
const RENEW_EVERY_MS = 500;

/** A piece of news, and who told it. */
export interface Letter {
  readonly lane: LaneThread;
  readonly news: PortionNews;
  readonly portion: number;
  readonly isLast: boolean;
}

/**
 * Has lanes that are ready begin, and puts together what they tell, in order, until the stream is at its end or was stopped.
 *
 * @throws Error when a lane breaks
 */
export async function mergeLanes(
  lanes: readonly LaneThread[],
  inbox: PortionInbox<Letter>,
  portions: readonly Portion[],
  options: JobsReplayOptions,
): Promise<ReplayResult> {
  const { rules, inputs, metrics, clock, signal, accounting, onAlert, onProblems, onAdapter } = options;
  const settling = new SettlingEngine(rules, options.batchSize, options.sequences);
  const merge = new PortionMerge({ inputs, portions, settling, onAlert, onProblems, onAdapter });
  const table = accounting ? MetricsTable.create(rules.length, metrics.rules.stepsOfRule) : undefined;
  const probe = table && new AccountingProbe(table);
  const bytesTotal = totalBytes(inputs);
  metrics.compileNs.set(lanes[0]!.metrics.compileNs);
  let settledNs = 0;
  /** Its time is this thread's part of the run: it waits for the others in between. */
  const account = (work: () => void): void => {
    probe?.start();
    work();
    settledNs = probe?.stop() ?? 0;
  };
  const figuresAt = (wallTimeNs: number): ProgressFigures => {
    const { bytesRead, eventsDecoded, events, firstEventNs, lastEventNs } = merge;
    return { bytesRead, bytesTotal, eventsDecoded, events, wallTimeNs, firstEventNs, lastEventNs };
  };
  const renew = (wallTimeNs = clock() - startNs): void => {
    if (table !== undefined) putSum(metrics.rules, [table, ...lanes.map((lane) => lane.metrics.rules)]);
    metrics.progress.update(figuresAt(wallTimeNs));
  };
  metrics.progress.state = 'running';
  const cpuBefore = readSchedstat();
  const startNs = clock();
  for (const lane of lanes) lane.begin();
  const renewing = setInterval(renew, RENEW_EVERY_MS);
  try {
    for (let letter = await inbox.next(); letter !== undefined; letter = await inbox.next()) {
      const { news, lane } = letter;
      account(() => merge.take(news, probe));
      lane.taken();
      await options.afterBatch?.(figuresAt(clock() - startNs));
    }
  } finally {
    clearInterval(renewing);
    renew();
  }
  metrics.progress.state = 'ending';
  const isWhole = signal?.aborted !== true;
  account(() => merge.end(isWhole, probe));
  const wallTimeNs = clock() - startNs;
  const cpuAfter = readSchedstat();
  const results = await Promise.all(lanes.map(({ result }) => result));
  renew(wallTimeNs);
  return {
    table: table && metrics.rules,
    findings: findingsOf(results),
    wallTimeNs,
    compileNs: metrics.compileNs,
    faults: new FaultLog(),
    events: merge.events,
    progress: { bytesRead: merge.bytesRead, bytesTotal, events: merge.eventsDecoded },
    firstEventNs: merge.firstEventNs,
    lastEventNs: merge.lastEventNs,
    stoppedBy: undefined,
    jobs: {
      asked: options.jobs.count,
      used: lanes.length,
      reason: 'threads take turns at portions of the stream, and one puts together what they found, in order',
      portions: portions.length,
      threads: [
        ...results.map(readingThread),
        {
          task: 'settle',
          events: merge.events,
          portions: portions.length,
          wallTimeNs: settledNs,
          cpuTimeNs: cpuBefore && cpuAfter ? cpuAfter.cpuNs - cpuBefore.cpuNs : null,
        },
      ],
    },
  };
}

function readingThread(result: LaneResult): JobsFindings['threads'][number] {
  const { events, portions, wallTimeNs, findings } = result;
  return { task: 'read', events, portions, wallTimeNs, cpuTimeNs: findings?.scheduling?.cpuNs ?? null };
}

function findingsOf(results: readonly LaneResult[]): ReplayResult['findings'] {
  const found = results.flatMap(({ findings }) => findings ?? []);
  return found.length === 0 ? undefined : mergeLaneFindings(found);
}
