import type { Command } from 'commander';
import { PACKAGE_ROOT } from '../../package-info.ts';
import { defaultRulesPath } from '../default-rules-path.ts';
import { type CommandIo, usesColor } from '../io.ts';

/** Adds `kestrel-perf check`. */
export function addCheck(program: Command, io: CommandIo, onExitCode: (code: number) => void): void {
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
      const { runCheck } = await import('../check.ts');
      onExitCode(await runCheck(paths, options, { stdout, stderr, color: usesColor(stdout, io.env) }));
    });
}
