import type { Writable } from 'node:stream';
import type { Diagnostic } from '../engine/diagnostic.ts';
import { loadPack } from '../engine/pack/load-pack.ts';
import type { Pack, SkippedRule } from '../engine/pack/pack.ts';
import { formatDiagnostic } from '../report/diagnostics-text.ts';
import { packJson } from '../report/pack-json.ts';
import { formatPackSummary } from '../report/pack-summary-text.ts';

export interface CheckOptions {
  /** Print errors and nothing else. */
  readonly quiet?: boolean;
  /** List each rule and file that was skipped, not only how many. */
  readonly verbose?: boolean;
  /** Print one JSON document instead of text. */
  readonly json?: boolean;
}

export interface CheckIo {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly color: boolean;
}

/**
 * `kestrel-perf check`: loads a pack and tells what it holds and what is wrong with it, on stdout.
 * Resolves to the exit code: 0 no errors (warnings are none), 1 errors in rules, 2 a path that does not exist
 * or options that exclude each other.
 */
export async function runCheck(
  paths: readonly string[],
  options: CheckOptions,
  io: CheckIo,
): Promise<number> {
  const misuse = wrongUsage(paths, options);
  if (misuse !== undefined) {
    io.stderr.write(`error: ${misuse}\n`);
    return 2;
  }
  const pack = await loadPack(paths);
  if (options.json === true) io.stdout.write(`${JSON.stringify(packJson(pack), null, 2)}\n`);
  else printText(pack, options, io);
  const errors = pack.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length === 0) return 0;
  return errors.some((error) => error.code === 'path-not-found') ? 2 : 1;
}

function wrongUsage(paths: readonly string[], options: CheckOptions): string | undefined {
  if (paths.length === 0) return 'no rules to check: give at least one file or folder';
  if (options.quiet === true && options.verbose === true) return '--quiet and --verbose exclude each other';
  return undefined;
}

function printText(pack: Pack, options: CheckOptions, io: CheckIo): void {
  const print = (diagnostic: Diagnostic) => io.stdout.write(`${formatDiagnostic(diagnostic, io)}\n\n`);
  for (const diagnostic of pack.diagnostics) {
    if (options.quiet !== true || diagnostic.severity === 'error') print(diagnostic);
  }
  if (options.quiet === true) return;
  if (options.verbose === true) for (const skipped of pack.skipped) print(skippedDiagnostic(skipped));
  io.stdout.write(`${formatPackSummary(pack)}\n`);
}

function skippedDiagnostic({ file, ruleId, code, reason }: SkippedRule): Diagnostic {
  return { severity: 'skipped', code, file, message: ruleId === undefined ? reason : `${ruleId}: ${reason}` };
}
