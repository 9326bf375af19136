import type { Diagnostic } from '../engine/diagnostic.ts';
import { loadPack } from '../engine/pack/load-pack.ts';
import { countByReason, type Pack } from '../engine/pack/pack.ts';
import type { PredicateLimits } from '../engine/predicate/predicate-limits.ts';
import { PACKAGE_ROOT } from '../package-info.ts';
import type { Warning } from '../report/warnings.ts';
import { defaultRulesPath } from './default-rules-path.ts';
import { type CommandIo, usesColor } from './io.ts';

/** The rules of a run, and what became of those that are not replayed. */
export interface LoadedRules {
  readonly pack: Pack;
  readonly paths: readonly string[];
  readonly skipped: readonly { reason: string; count: number }[];
  readonly warnings: readonly Warning[];
}

export interface LoadRulesOptions {
  /** Errors only. */
  readonly quiet: boolean;
  /** Of Lua and Wasm rules, whatever their pack says. */
  readonly limits?: Partial<PredicateLimits>;
}

/** Loads the packs that were asked for, or the default one, and tells on stderr what was wrong with them. */
export async function loadRules(
  asked: readonly string[],
  { quiet, limits = {} }: LoadRulesOptions,
  io: CommandIo,
): Promise<LoadedRules> {
  const fallback = asked.length === 0 ? await defaultRulesPath(io.cwd, PACKAGE_ROOT) : undefined;
  const paths = fallback === undefined ? asked : [fallback.path];
  if (fallback !== undefined && !quiet) {
    const which = fallback.bundled ? 'the bundled demo pack' : './rules';
    io.stderr.write(`notice: no --rules given, using ${which}\n`);
  }
  const pack = await loadPack(paths, { limits });
  const errors = pack.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  await tell(quiet ? errors : pack.diagnostics, io);
  const skipped = countByReason(pack.skipped);
  if (!quiet) {
    for (const { reason, count } of skipped) io.stderr.write(`notice: skipped ${count}: ${reason}\n`);
  }
  return { pack, paths, skipped, warnings: rejected(errors.map(({ file }) => file)) };
}

/** Most packs have none, and load nothing for it. */
async function tell(diagnostics: readonly Diagnostic[], io: CommandIo): Promise<void> {
  if (diagnostics.length === 0) return;
  const { formatDiagnostic } = await import('../report/diagnostics-text.ts');
  const color = usesColor(io.stderr, io.env);
  for (const diagnostic of diagnostics) io.stderr.write(`${formatDiagnostic(diagnostic, { color })}\n\n`);
}

const NAMED_FILES = 5;

function rejected(files: readonly string[]): Warning[] {
  const distinct = [...new Set(files)];
  if (distinct.length === 0) return [];
  return [{ code: 'rule-files-rejected', count: distinct.length, places: distinct.slice(0, NAMED_FILES) }];
}
