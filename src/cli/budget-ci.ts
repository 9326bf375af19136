import { randomUUID } from 'node:crypto';
import { appendFile, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Rule } from '../engine/rule.ts';
import { annotationsText, type RulePlace } from '../report/annotations.ts';
import type { RunFile } from '../report/run-file.ts';
import { MAX_SUMMARY_BYTES, stepSummary } from '../report/step-summary.ts';
import { isGitHubActions } from './github-actions.ts';
import type { CommandIo } from './io.ts';

/**
 * Text that GitHub Actions is to show and not to obey: names in it come from strangers. Elsewhere the text as it is.
 *
 * @param token ends it; nobody may know it before
 */
export function withoutCommands(text: string, io: Pick<CommandIo, 'env'>, token = randomUUID()): string {
  return isGitHubActions(io) && text !== '' ? `::stop-commands::${token}\n${text}::${token}::\n` : text;
}

/**
 * Tells GitHub Actions of a run: a summary of the step where it asks for one, and the broken budgets as annotations.
 * A summary that cannot be written is a warning.
 *
 * @param stdoutIsFree annotations are commands on stdout, which may hold something else
 */
export async function tellCi(
  run: RunFile,
  rules: readonly Pick<Rule, 'id' | 'origin'>[],
  stdoutIsFree: boolean,
  io: CommandIo,
): Promise<void> {
  const { GITHUB_STEP_SUMMARY: summary = '', GITHUB_WORKSPACE: workspace = io.cwd } = io.env;
  if (summary !== '') await addSummary(run, summary, io);
  if (!isGitHubActions(io) || !stdoutIsFree) return;
  const places = new Map(rules.map(({ id, origin }) => [id, placeIn(workspace, origin, io.cwd)]));
  io.stdout.write(annotationsText(run, (id) => places.get(id)));
}

async function addSummary(run: RunFile, file: string, io: CommandIo): Promise<void> {
  try {
    // Others may have written to it in the same step.
    const taken = await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    await appendFile(file, stepSummary(run, MAX_SUMMARY_BYTES - taken));
  } catch (error) {
    io.stderr.write(`warning: could not write the step summary: ${(error as Error).message}\n`);
  }
}

/** Where a rule is in the repository; undefined for one that lies elsewhere. */
function placeIn(workspace: string, { file, line }: Rule['origin'], cwd: string): RulePlace | undefined {
  const path = relative(workspace, resolve(cwd, file));
  if (path.startsWith('..') || isAbsolute(path)) return undefined;
  return { file: path.split(sep).join('/'), line };
}
