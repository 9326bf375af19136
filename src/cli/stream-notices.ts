import type { ProblemCount, ProblemLog } from '../replay/input/problem-log.ts';
import type { StreamProblem } from '../replay/input/stream-problem.ts';
import type { WarningEntry } from '../report/run-file.ts';
import { visibleText } from '../report/visible-text.ts';

/** Where a problem is: `file:line`, or the file alone. */
export function placeOf({ file, line }: StreamProblem): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** What was wrong with the recording, as the run file lists it. */
export function streamWarnings(log: ProblemLog): WarningEntry[] {
  return log.counts().map(({ code, count, first }) => ({
    code,
    message: first[0]!.message,
    ...(first[0]!.advice !== undefined && { advice: first[0]!.advice }),
    count,
    places: first.map(placeOf),
  }));
}

/**
 * What was wrong with the recording, for the terminal: one paragraph per kind of problem.
 *
 * @param onlyLost leaves out notices, as --quiet asks for
 */
export function streamNotices(log: ProblemLog, onlyLost: boolean): string {
  return log
    .counts()
    .filter(({ severity }) => !onlyLost || severity === 'lost')
    .map(describe)
    .join('');
}

function describe({ severity, count, first }: ProblemCount): string {
  const { message, advice } = first[0]!;
  const word = severity === 'lost' ? 'error' : 'notice';
  const more = count > 1 ? ` (${count.toLocaleString('en-US')} times; first at ${places(first)})` : '';
  const head = `${word}: ${placeOf(first[0]!)}: ${message}${more}`;
  // Names of files may hold anything, and stand in advice too.
  const help = advice === undefined ? '' : `\n  help: ${visibleText(advice)}`;
  return `${visibleText(head)}${help}\n`;
}

function places(problems: readonly StreamProblem[]): string {
  return problems.map(placeOf).join(', ');
}
