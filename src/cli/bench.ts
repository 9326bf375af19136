import { ProblemLog } from '../replay/input/problem-log.ts';
import { resolveInputs } from '../replay/input/resolve-inputs.ts';
import { DumpError } from '../report/dump-run.ts';
import { visibleText } from '../report/visible-text.ts';
import type { BenchFile } from '../rule-bench/bench-file.ts';
import { benchText } from '../rule-bench/bench-text.ts';
import { benchFormat, benchJson, dumpBench } from '../rule-bench/dump-bench.ts';
import { selectRules } from '../rule-bench/select-rules.ts';
import { AdapterTally } from './adapter-tally.ts';
import { measureBench } from './bench-measure.ts';
import type { BenchCommandOptions } from './bench-options.ts';
import { withoutCommands } from './budget-ci.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { Interruption } from './interruption.ts';
import { type CommandIo, usesColor } from './io.ts';
import { type LoadedRules, loadRules } from './load-rules.ts';
import { checkOutputTargets } from './output-targets.ts';
import { streamNotices } from './stream-notices.ts';

/** Columns of output that goes to a file. */
const PLAIN_WIDTH_COLUMNS = 120;

/**
 * `kestrel-perf bench`: each rule alone over events it matches and events it does not. Resolves to the exit code.
 * @throws UsageError, UnknownFormatError
 */
export async function runBench(
  events: readonly string[],
  options: BenchCommandOptions,
  io: CommandIo,
): Promise<number> {
  for (const target of options.dump) benchFormat(target);
  const resolved = await resolveInputs(events);
  await checkOutputTargets(options.dump, resolved.inputs);
  const loaded = await loadRules(options.rules, options, io);
  const rules = chosenRules(loaded, options);
  const problems = new ProblemLog();
  for (const problem of resolved.problems) problems.add(problem);
  const adapters = new AdapterTally();
  const interruption = new Interruption();
  try {
    const { signal } = interruption;
    const { inputs } = resolved;
    const { hash: packHash } = loaded.pack;
    const rejectedFiles = countRejected(loaded);
    const bench = await measureBench(
      { rules, packHash, rejectedFiles, inputs, problems, adapters, signal },
      options,
      io,
    );
    if (!options.quiet) io.stderr.write(adapters.notices());
    io.stderr.write(streamNotices(problems, options.quiet));
    const isEmpty = bench.events === 0 && !signal.aborted;
    if (isEmpty) io.stderr.write('error: the recordings hold no events, so nothing can be benched\n');
    const isWritten = await writeBench(bench, options, io);
    if (interruption.exitCode !== undefined) return interruption.exitCode;
    const isComplete = !isEmpty && isWritten && problems.total('lost') === 0 && rejectedFiles === 0;
    return isComplete ? EXIT.done : EXIT.failed;
  } finally {
    // Not before: a signal must not end the process while it writes what was found.
    interruption.dispose();
  }
}

/** The rules that were asked for. @throws UsageError where there are none */
function chosenRules({ pack }: LoadedRules, { rule, filter }: BenchCommandOptions) {
  if (pack.rules.length === 0) throw new UsageError('there are no rules to bench');
  const { rules, unmatched } = selectRules(pack.rules, rule, filter);
  if (unmatched.length > 0)
    throw new UsageError(
      `no rule has the id or name ${visibleText(unmatched[0]!)}; * stands for any text, and kestrel-perf check lists what is loaded`,
    );
  if (rules.length === 0) throw new UsageError(`none of these rules is of kind ${filter}`);
  return rules;
}

function countRejected({ warnings }: LoadedRules): number {
  return warnings.reduce(
    (sum, warning) => sum + (warning.code === 'rule-files-rejected' ? warning.count : 0),
    0,
  );
}

/** @returns whether every file was written */
async function writeBench(bench: BenchFile, options: BenchCommandOptions, io: CommandIo): Promise<boolean> {
  let isWritten = true;
  for (const target of options.dump) {
    try {
      await dumpBench(bench, target);
    } catch (error) {
      if (!(error instanceof DumpError)) throw error;
      io.stderr.write(`error: ${error.message}\n`);
      isWritten = false;
    }
  }
  if (options.json) io.stdout.write(benchJson(bench));
  else if (!options.quiet) {
    const widthColumns = io.stdout.columns ?? PLAIN_WIDTH_COLUMNS;
    const color = usesColor(io.stdout, io.env);
    io.stdout.write(withoutCommands(benchText(bench, { widthColumns, color, topN: options.topN }), io));
  }
  return isWritten;
}
