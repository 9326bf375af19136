import { type Command, Option } from 'commander';
import { RULE_FILTERS } from '../../report/rank.ts';
import type { CommandIo } from '../io.ts';
import { collect, wholeNumber } from '../option-values.ts';
import { EVENTS, formatOption, luaOption } from './shared-options.ts';

/** Between two of them a machine may change, and fewer than three have no middle. */
const DEFAULT_ROUNDS = 3;

/** Adds `kestrel-perf bench`. */
export function addBench(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
  program
    .command('bench')
    .description('measure rules one by one, over events they match and events they do not')
    .argument('<events...>', EVENTS)
    .option('-r, --rules <path>', 'rule files and folders; may be repeated', collect, [])
    .option(
      '--rule <pattern>',
      'only rules with this id or name; * and ? are wildcards; may be repeated',
      collect,
      [],
    )
    .addOption(new Option('-f, --filter <kind>', 'only rules of a kind').choices(RULE_FILTERS).default('all'))
    .option('--rounds <count>', 'how often all rules are measured', wholeNumber(1), DEFAULT_ROUNDS)
    .option(
      '--time-ms <ms>',
      'how long one measurement lasts (default: so that all of them take about a minute)',
      wholeNumber(1),
    )
    .option('-n, --top-n <count>', 'rules to show; 0 for all', wholeNumber(0), 10)
    .option('--json', 'print one JSON document', false)
    .option('-d, --dump <file>', 'write the bench, .json, .csv or .md; may be repeated', collect, [])
    .option('--limit <count>', 'read at most so many events', wholeNumber(1))
    .addOption(formatOption())
    .addOption(luaOption())
    .option('-q, --quiet', 'print nothing but errors and what was asked for', false)
    .action(async (events: string[], options) => {
      const { runBench } = await import('../bench.ts');
      onExitCode(await runBench(events, options, io));
    });
}
