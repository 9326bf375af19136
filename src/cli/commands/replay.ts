import type { Command } from 'commander';
import { DEFAULT_BATCH_SIZE } from '../../engine/batch/batch-size.ts';
import { DEFAULT_PREDICATE_LIMITS } from '../../engine/predicate/predicate-limits.ts';
import { DEFAULT_STATE_LIMITS } from '../../engine/sequence/state-limits.ts';
import { DEFAULT_SAMPLE_INTERVAL_US } from '../../profiler/sampling/sample-interval.ts';
import type { CommandIo } from '../io.ts';
import {
  batchSize,
  byteSize,
  collect,
  duration,
  jobs,
  listenAddress,
  moment,
  sampleInterval,
  timeLimit,
  wholeNumber,
} from '../option-values.ts';
import {
  colorOption,
  EVENTS,
  exitOption,
  filterOption,
  formatOption,
  intervalOption,
  levelOption,
  luaOption,
  sortOption,
} from './shared-options.ts';

/** Adds `kestrel-perf replay`. */
export function addReplay(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
  program
    .command('replay')
    .description('replay recordings through a pack and rank what each rule costs')
    .argument('<events...>', EVENTS)
    .option(
      '-r, --rules <path>',
      'rule file or folder; may be repeated (default: ./rules, else the demo pack)',
      collect,
      [],
    )
    .addOption(sortOption())
    .addOption(filterOption())
    .option('-n, --top-n <count>', 'rules to show; 0 for all', wholeNumber(0), 10)
    .option(
      '-d, --dump <file>',
      'write the run, .json, .csv, .html, .md or .openmetrics, or for programs that keep benchmarks .benchmark.json, .bmf.json or .bench.txt; its samples, .cpuprofile, .speedscope.json or .pb.gz (pprof); or the verdicts on its budgets, .xml (JUnit); - for JSON on stdout; may be repeated',
      collect,
      [],
    )
    .option('--budgets <file>', 'limits that the run must keep, YAML; may be repeated', collect, [])
    .option(
      '--assert <budget>',
      "one such limit, as in 'rule_errors{rule:name}: count==0'; may be repeated",
      collect,
      [],
    )
    .option('--base <run.json>', 'the run that budgets of regression compare with')
    .option('--alerts <file>', 'write alerts as NDJSON, - for stdout')
    .option('--captures', 'let alerts carry what Lua and Wasm rules captured of events', false)
    .option('--since <time>', 'leave out events before this moment (RFC 3339)', moment)
    .option('--until <time>', 'leave out events from this moment on (RFC 3339)', moment)
    .option('--limit <count>', 'replay at most so many events', wholeNumber(1))
    .addOption(formatOption())
    .addOption(intervalOption())
    .option('--no-top', 'show a progress bar instead of the live view')
    .addOption(exitOption())
    .addOption(colorOption())
    .addOption(levelOption())
    .option('--no-serve', 'open no socket for kestrel-perf top, and keep nothing for kestrel-perf --dump')
    .option(
      '--listen <address:port>',
      'serve /metrics (OpenMetrics), /snapshot.json and /events over HTTP meanwhile, such as 127.0.0.1:9100',
      listenAddress,
    )
    .option(
      '--token <token>',
      'what those who ask must bring; needed beyond this machine (better: KESTREL_PERF_TOKEN, which no process list shows)',
    )
    .option('--strict', 'stop at the first thing that cannot be read', false)
    .option('-q, --quiet', 'print nothing but errors and what was asked for', false)
    .option(
      '--reorder-window <time>',
      'put events for sequences in order of time if they come no later than this (default: 1h)',
      duration,
    )
    .option(
      '--max-partial-matches <count>',
      `most that all sequences remember (default: ${DEFAULT_STATE_LIMITS.maxPartialMatches})`,
      wholeNumber(1),
    )
    .addOption(luaOption())
    .option(
      '--time-limit <time>',
      `longest that a Lua or Wasm rule may take to load or for a batch (default: ${DEFAULT_PREDICATE_LIMITS.timeLimitMs}ms)`,
      timeLimit,
    )
    .option(
      '--memory-limit <size>',
      `most memory of a Lua or Wasm rule (default: ${DEFAULT_PREDICATE_LIMITS.memoryLimitBytes / 1024 ** 2}MiB)`,
      byteSize,
    )
    .option(
      '--max-faults <count>',
      `faults after which a Lua or Wasm rule is taken out (default: ${DEFAULT_PREDICATE_LIMITS.maxFaults})`,
      wholeNumber(1),
    )
    .option('--max-line-bytes <bytes>', 'skip longer lines (default: 16 MiB)', wholeNumber(1))
    .option(
      '-j, --jobs <count>',
      'threads that read the recording; never changes an answer, but with more than one there are no samples, hot spots, latencies, leaks and advice',
      jobs,
      1,
    )
    .option(
      '--batch-size <events>',
      'events handed to a rule at once; never changes an answer',
      batchSize,
      DEFAULT_BATCH_SIZE,
    )
    .option(
      '--sample-interval <time>',
      'how often to look which rule and clause runs, from 100us',
      sampleInterval,
      DEFAULT_SAMPLE_INTERVAL_US,
    )
    .option('--no-profile', 'do not look inside rules: no samples, hot spots, latencies or leaks')
    .option('--no-advice', 'do not look for what would make rules better')
    .option('--no-accounting', 'do not measure: the baseline that measuring is compared with')
    .option('--no-index', 'run every rule on every event of its category; never changes an answer')
    .action(async (events: string[], options) => {
      const { runReplay } = await import('../replay.ts');
      onExitCode(await runReplay(events, options, io));
    });
}
