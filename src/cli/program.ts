import { Command, Option } from 'commander';
import { DEFAULT_BATCH_SIZE } from '../engine/batch/batch-size.ts';
import { ADAPTER_NAMES } from '../engine/events/adapter.ts';
import { LUA_RUNTIMES } from '../engine/lua/lua-runtime.ts';
import { DEFAULT_PREDICATE_LIMITS } from '../engine/predicate/predicate-limits.ts';
import { DEFAULT_STATE_LIMITS } from '../engine/sequence/state-limits.ts';
import { DEFAULT_SAMPLE_INTERVAL_US } from '../profiler/instruments.ts';
import { RULE_FILTERS, SORT_KEYS } from '../report/rank.ts';
import { COLOR_CHOICES } from '../top/color-choice.ts';
import { defaultRulesPath } from './default-rules-path.ts';
import { type CommandIo, usesColor } from './io.ts';
import {
  batchSize,
  byteSize,
  collect,
  duration,
  interval,
  level,
  moment,
  sampleInterval,
  timeLimit,
  wholeNumber,
} from './option-values.ts';
import { PACKAGE_ROOT, packageVersion } from './package-info.ts';

const EVENTS = 'files, folders, globs, or - for standard input; NDJSON, also gzipped';

/**
 * The command line as commander knows it. It throws instead of ending the process. A command is loaded when it is
 * asked for: none needs what the others do.
 *
 * @param onExitCode receives the exit code of the command that ran
 */
export function createProgram(io: CommandIo, onExitCode: (code: number) => void): Command {
  const program = new Command('kestrel-perf')
    .description('Replay recorded events through detection rules and see what each rule costs.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    });
  addReplay(program, io, onExitCode);
  addCheck(program, io, onExitCode);
  addConvert(program, io, onExitCode);
  return program;
}

function addReplay(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
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
    .addOption(new Option('-s, --sort <key>', 'rank by').choices(SORT_KEYS).default('cpu'))
    .addOption(
      new Option('-f, --filter <kind>', 'show only rules of a kind').choices(RULE_FILTERS).default('all'),
    )
    .option('-n, --top-n <count>', 'rules to show; 0 for all', wholeNumber(0), 10)
    .option(
      '-d, --dump <file>',
      'write the run, .json or .csv, or its samples, .cpuprofile or .speedscope.json; - for JSON on stdout; may be repeated',
      collect,
      [],
    )
    .option('--alerts <file>', 'write alerts as NDJSON, - for stdout')
    .option('--captures', 'let alerts carry what Lua and Wasm rules captured of events', false)
    .option('--since <time>', 'leave out events before this moment (RFC 3339)', moment)
    .option('--until <time>', 'leave out events from this moment on (RFC 3339)', moment)
    .option('--limit <count>', 'replay at most so many events', wholeNumber(1))
    .addOption(formatOption())
    .option('-i, --interval <seconds>', 'between refreshes of the live view, 1 to 5', interval, 2)
    .option('--no-top', 'show a progress bar instead of the live view')
    .option('--exit', 'let the live view go away by itself at the end', false)
    .addOption(new Option('--color <when>', 'use colours').choices(COLOR_CHOICES).default('auto'))
    .option(
      '--level <name=medium:high>',
      'from where a figure of the live view is medium or high: cpu, alerts in %, memory in MB, latency in µs; may be repeated',
      level,
      {},
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
    .addOption(new Option('--lua <runtime>', 'what runs Lua rules').choices(LUA_RUNTIMES).default('wasmoon'))
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
    .option('--no-accounting', 'do not measure: the baseline that measuring is compared with')
    .option('--no-index', 'run every rule on every event of its category; never changes an answer')
    .action(async (events: string[], options) => {
      const { runReplay } = await import('./replay.ts');
      onExitCode(await runReplay(events, options, io));
    });
}

function addCheck(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
  program
    .command('check')
    .description('load a pack and say what is in it and what is wrong with it')
    .argument('[rules...]', 'rule files and folders (default: ./rules, else the demo pack)')
    .option('-v, --verbose', 'list each rule that was skipped')
    .option('-q, --quiet', 'print errors only')
    .option('--json', 'print one JSON document')
    .action(async (rules: string[], options) => {
      const paths = rules.length > 0 ? rules : [(await defaultRulesPath(io.cwd, PACKAGE_ROOT)).path];
      const { stdout, stderr } = io;
      const { runCheck } = await import('./check.ts');
      onExitCode(await runCheck(paths, options, { stdout, stderr, color: usesColor(stdout, io.env) }));
    });
}

function addConvert(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
  program
    .command('convert')
    .description('normalise recordings (Sysmon, Windows, Kestrel logs, exports) to ECS NDJSON')
    .argument('<events...>', EVENTS)
    .option('-o, --output <file>', 'where to write (default: stdout)')
    .addOption(formatOption())
    .option('--limit <count>', 'convert at most so many events', wholeNumber(1))
    .option('--strict', 'stop at the first thing that cannot be read', false)
    .option('-q, --quiet', 'print errors only', false)
    .action(async (events: string[], options) => {
      const { runConvert } = await import('./convert.ts');
      onExitCode(await runConvert(events, options, io));
    });
}

function formatOption(): Option {
  return new Option(
    '--format <name>',
    'how the recordings are written (default: told from their first lines)',
  ).choices(ADAPTER_NAMES);
}
