/*
 * A small program that shows the view over a replay of the demo stream: what tests start in a terminal. Takes its
 * settings as JSON. Ends like a command does: prints what it has to say on the normal screen.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadPack } from '../../../src/engine/pack/load-pack.ts';
import { createMonotonicClock } from '../../../src/profiler/clock.ts';
import { DEFAULT_SAMPLE_INTERVAL_US } from '../../../src/profiler/sampling/sample-interval.ts';
import { SharedMetrics } from '../../../src/profiler/shared-metrics.ts';
import { resolveInputs } from '../../../src/replay/input/resolve-inputs.ts';
import { replay } from '../../../src/replay/replay.ts';
import { allowsColor } from '../../../src/top/color-choice.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/top/model/cost-level.ts';
import { createLiveSource } from '../../../src/top/source/live-source.ts';
import { startTop } from '../../../src/top/start-top.ts';
import { openKeyboard } from '../../../src/top/terminal/open-keyboard.ts';
import { processTerminal } from '../../../src/top/terminal/top-terminal.ts';

export interface DriverSettings {
  /** How often the stream is replayed, one pass after the other. */
  readonly passes: number;
  /** After each batch, so that there is something to look at. */
  readonly pauseMs: number;
  readonly exitAtEnd: boolean;
  /** Throws where nobody catches it, after so many batches; 0 for never. */
  readonly crashAfterBatches: number;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const settings = JSON.parse(process.argv[2]!) as DriverSettings;
// Rules that misbehave on purpose would be stopped by the clock, which goes on while the process is suspended.
const folders = ['cross-platform', 'linux', 'windows'];
const { rules } = await loadPack(folders.map((folder) => `${root}fixtures/rules/${folder}`));
const { inputs } = await resolveInputs([`${root}fixtures/events/intrusion.ndjson`]);
const clock = createMonotonicClock();
const metrics = SharedMetrics.create(rules);
const stop = new AbortController();
const keyboard = openKeyboard(process.stdin);
const top = await startTop(
  createLiveSource({ rules, metrics, clock }),
  processTerminal(process.stdout, keyboard.input),
  {
    sort: 'cpu',
    filter: 'all',
    intervalSeconds: 1,
    thresholds: DEFAULT_THRESHOLDS,
    color: allowsColor('auto', process.stdout.isTTY, process.env),
    exitAtEnd: settings.exitAtEnd,
    onQuit: () => stop.abort(),
    onInterrupt: () => stop.abort(),
    writeDump: async () => 'run.json',
  },
);
let batches = 0;
const result = await replay({
  rules,
  inputs: Array.from({ length: settings.passes }, () => inputs).flat(),
  metrics,
  batchSize: 64,
  predicateLimits: { timeLimitMs: 60_000 },
  accounting: true,
  profile: { sampleIntervalUs: DEFAULT_SAMPLE_INTERVAL_US },
  strict: false,
  signal: stop.signal,
  clock,
  onAlert: () => {},
  onProblem: () => {},
  afterBatch: async () => {
    await wait(settings.pauseMs);
    batches++;
    if (batches === settings.crashAfterBatches)
      setImmediate(() => {
        throw new Error('crashed on purpose');
      });
  },
});
await top.finished();
keyboard.close();
process.stdout.write(`report: ${result.events} events\n`);
