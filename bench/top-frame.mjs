/**
 * How long the live view of a pack of 2,000 rules takes for a frame: `npm run bench:top-frame -- [FRAMES]`, by default 200
 * after 30 uncounted ones. Measured is one refresh of the view itself, from reading the shared tables to the bytes handed
 * to the terminal, in a process that does nothing else. Between frames figures move as in a replay: a batch of events
 * for all rules, of which some take more, some alert, and some do not run. Beside the time stands the processor time of
 * all threads, garbage collection among them: where the time is far above it, something else had the processors.
 */
import { EventEmitter } from 'node:events';
import { rmSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { mock } from 'node:test';
import { loadPack, PHASES, SharedMetrics } from 'kestrel-perf';
import { DEFAULT_THRESHOLDS } from '../dist/top/model/cost-level.js';
import { createLiveSource } from '../dist/top/source/live-source.js';
import { startTop } from '../dist/top/start-top.js';
import { writeManyRules } from './many-rules.mjs';
import { scratchFolder } from './proof/run-once.mjs';
import { quantile } from './quantiles.mjs';

const RULES = 2_000;
const GOAL_MS = 50;
const WARM_UP_FRAMES = 30;
const INTERVAL_SECONDS = 1;
const frames = Number(process.argv[2] ?? 200);
if (!(frames > 0)) throw new Error('usage: npm run bench:top-frame -- [FRAMES]');

/** Figures that move, the same on every run. */
let seed = 1;
function random() {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
  return seed / 0x80000000;
}

/** @param {SharedMetrics} metrics */
function advance({ rules, latency, progress }, frame) {
  const events = 10_000;
  for (let rule = 0; rule < RULES; rule++) {
    // A few rules take most of the time, as in any pack; every tenth sees no event of its category.
    if (rule % 10 === 9) continue;
    const averageNs = 80 * (1 + (rule % 97) ** 2 / 40) * (0.5 + random());
    const evaluations = Math.floor(events / (1 + (rule % 7)));
    rules.offered[rule] += events;
    rules.evaluations[rule] += evaluations;
    rules.cpuTimeNs[rule] += evaluations * averageNs;
    rules.memoryBytes[rule] = 16_000 + random() * 40_000 + frame * (rule % 50);
    rules.peakMemoryBytes[rule] = Math.max(rules.peakMemoryBytes[rule] || 0, rules.memoryBytes[rule]);
    for (let timed = 0; timed < 16; timed++)
      latency.add(rule, averageNs * (0.2 + 3 * random() ** 4), false, frame);
    if (random() < 0.1) {
      rules.alerts[rule] += 1 + Math.floor(random() * 5);
      rules.lastHitNs[rule] = BigInt(1_700_000_000 + frame) * 1_000_000_000n;
    }
  }
  for (let phase = 0; phase < PHASES.length; phase++) rules.phaseNs[phase] += 2e7 * (1 + random());
  const read = frame * events;
  progress.update({
    bytesRead: read * 300,
    bytesTotal: 1e10,
    eventsDecoded: read,
    events: read,
    wallTimeNs: frame * 1e9,
    firstEventNs: undefined,
    lastEventNs: undefined,
  });
}

/** A terminal that takes what is written and shows it to nobody. */
function nowhere(columns, rows) {
  const output = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns,
    rows,
    writtenBytes: 0,
    write: (/** @type {string} */ text) => {
      output.writtenBytes += Buffer.byteLength(text);
      return true;
    },
  });
  const input = Object.assign(new PassThrough(), { setRawMode: () => input });
  return {
    output,
    input,
    process: Object.assign(new EventEmitter(), { pid: 1, kill: () => {} }),
    stopGroup: () => {},
    term: 'xterm',
  };
}

/**
 * @param {readonly import('kestrel-perf').Rule[]} rules
 * @param {string} keys what the reader types before the first frame
 */
async function measure(rules, columns, rows, keys) {
  const metrics = SharedMetrics.create(rules);
  metrics.progress.state = 'running';
  advance(metrics, 1);
  const terminal = nowhere(columns, rows);
  let nowNs = 0;
  // The view's own timer, at our hand: one turn of it is one refresh, and nothing else.
  mock.timers.enable({ apis: ['setTimeout'] });
  const view = await startTop(createLiveSource({ rules, metrics, clock: () => nowNs }), terminal, {
    sort: 'cpu',
    filter: 'all',
    intervalSeconds: INTERVAL_SECONDS,
    thresholds: DEFAULT_THRESHOLDS,
    color: true,
    exitAtEnd: true,
    onQuit: () => {},
    onInterrupt: () => {},
    writeDump: async () => '',
  });
  terminal.input.write(keys);
  await new Promise((resolve) => setImmediate(resolve));
  const tookMs = [];
  const cpuMs = [];
  for (let frame = 1 - WARM_UP_FRAMES; frame <= frames; frame++) {
    advance(metrics, frame + WARM_UP_FRAMES + 1);
    nowNs += INTERVAL_SECONDS * 1e9;
    const before = terminal.output.writtenBytes;
    const startCpu = process.cpuUsage();
    const startMs = performance.now();
    mock.timers.tick(INTERVAL_SECONDS * 1e3);
    const endMs = performance.now();
    const { user, system } = process.cpuUsage(startCpu);
    if (frame > 0) {
      tookMs.push(endMs - startMs);
      cpuMs.push((user + system) / 1e3);
    }
    if (terminal.output.writtenBytes === before) throw new Error('a refresh has drawn nothing');
  }
  const bytes = terminal.output.writtenBytes;
  view.stop();
  mock.timers.reset();
  return { tookMs, cpuMs, kilobytesPerFrame: bytes / (frames + WARM_UP_FRAMES) / 1e3 };
}

const folder = scratchFolder();
writeManyRules(folder, RULES);
const { rules } = await loadPack([folder]);
rmSync(folder, { recursive: true });

const KEYS = {
  'by CPU': '',
  'by alerts': 'sss',
  'filtered by text': '/pack-01\r',
  'filtered by kind': '2',
  'one rule': '\r',
};
console.log(`${rules.length} rules, ${frames} frames each, in milliseconds; goal ${GOAL_MS} ms\n`);
console.log('terminal  table             median      p99      max  cpu med  cpu p99  kB/frame');
let worstMs = 0;
for (const [columns, rows] of [
  [120, 40],
  [200, 60],
]) {
  for (const [what, keys] of Object.entries(KEYS)) {
    const { tookMs, cpuMs, kilobytesPerFrame } = await measure(rules, columns, rows, keys);
    const [median, p99, max] = [0.5, 0.99, 1].map((share) => quantile(tookMs, share));
    worstMs = Math.max(worstMs, p99);
    const figures = [median, p99, max, quantile(cpuMs, 0.5), quantile(cpuMs, 0.99)]
      .map((ms) => ms.toFixed(1).padStart(8))
      .join(' ');
    console.log(
      `${columns}x${rows}`.padEnd(9),
      what.padEnd(18),
      figures,
      kilobytesPerFrame.toFixed(1).padStart(9),
    );
  }
}
console.log(`\n${worstMs < GOAL_MS ? 'met' : 'missed'}: the worst p99 is ${worstMs.toFixed(1)} ms`);
