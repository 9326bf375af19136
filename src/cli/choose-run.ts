import { createInterface } from 'node:readline/promises';
import { cutText, printable } from '../report/terminal-text.ts';
import type { FoundRun } from '../serve/client/find-runs.ts';
import type { TopInput } from '../top/terminal/top-terminal.ts';
import type { CommandIo } from './io.ts';

/** The most of a title that is shown, in columns. */
const TITLE_COLUMNS = 60;

/** One run on a line: `pid 4711  since 10:30:00 UTC  replay intrusion.ndjson`. */
export function runLine({ pid, title, startedAt }: FoundRun): string {
  const time = startedAt.toISOString().slice(11, 19);
  return `pid ${pid}  since ${time} UTC  ${cutText(printable(title), TITLE_COLUMNS)}`;
}

/** Asks the reader which run is meant, until the answer is one of the numbers. Undefined where there is no answer. */
export async function chooseRun(
  runs: readonly FoundRun[],
  stdout: CommandIo['stdout'],
  input: TopInput,
): Promise<FoundRun | undefined> {
  const lines = runs.map((run, at) => `${at + 1}  ${runLine(run)}\n`);
  stdout.write(`several replays are running:\n${lines.join('')}`);
  const prompt = createInterface({ input, output: stdout, terminal: true });
  const closed = new AbortController();
  prompt.once('close', () => closed.abort());
  try {
    for (;;) {
      const answer = await prompt.question(`which one (1 to ${runs.length})? `, { signal: closed.signal });
      const run = /^\s*\d+\s*$/.test(answer) ? runs[Number(answer) - 1] : undefined;
      if (run !== undefined) return run;
    }
  } catch {
    // Ctrl-C and Ctrl-D close the prompt.
    stdout.write('\n');
    return undefined;
  } finally {
    prompt.close();
  }
}
