import type { Command } from 'commander';
import { DEFAULT_EFFECT } from '../../compare/judge-times.ts';
import { DEFAULT_ROUNDS, LEAST_ROUNDS } from '../../compare/replay-rounds.ts';
import { DEFAULT_BATCH_SIZE } from '../../engine/batch/batch-size.ts';
import { effect, failOn } from '../compare-option-values.ts';
import type { CommandIo } from '../io.ts';
import { batchSize, collect, wholeNumber } from '../option-values.ts';
import { formatOption, luaOption } from './shared-options.ts';

/** Adds `kestrel-perf compare`. */
export function addCompare(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
  program
    .command('compare')
    .description('say what a change of a pack did to its times and its alerts')
    .argument('[files...]', 'two run files, or with --base-rules and --head-rules the events to replay')
    .option('--base-rules <path>', 'rules before the change; may be repeated', collect, [])
    .option('--head-rules <path>', 'rules after the change; may be repeated', collect, [])
    .option(
      '--base <run>',
      'run file of before; may be repeated, with --head and no other files',
      collect,
      [],
    )
    .option('--head <run>', 'run file of after; may be repeated', collect, [])
    .option(
      '--rounds <count>',
      `how often each pack is replayed, from ${LEAST_ROUNDS}`,
      wholeNumber(LEAST_ROUNDS),
      DEFAULT_ROUNDS,
    )
    .option('--effect <percent>', 'the smallest change of a time that counts', effect, DEFAULT_EFFECT)
    .option(
      '--fail-on <what>',
      'exit with 99 on a regression (a slower rule) or answers (rules that find something else); may be repeated',
      failOn,
      [],
    )
    .option('-n, --top-n <count>', 'changed rules to show; 0 for all', wholeNumber(0), 20)
    .option(
      '-d, --dump <file>',
      'write the comparison, .json, .md or .csv; - for JSON on stdout; may be repeated',
      collect,
      [],
    )
    .option('--limit <count>', 'replay at most so many events', wholeNumber(1))
    .addOption(formatOption())
    .addOption(luaOption())
    .option('--batch-size <events>', 'events handed to a rule at once', batchSize, DEFAULT_BATCH_SIZE)
    .option('-q, --quiet', 'print nothing but errors and what was asked for', false)
    .action(async (files: string[], options) => {
      const { runCompare } = await import('../compare.ts');
      onExitCode(await runCompare(files, options, io));
    });
}
