import type { RunFile } from '../report/run-file.ts';
import { CompareError } from './compare-error.ts';
import type { Finding } from './comparison-findings.ts';
import { countersOfRow, countTheSame } from './counters.ts';
import type { Side } from './side.ts';

/** A run file and its name. */
export interface NamedRun {
  readonly file: string;
  readonly run: RunFile;
}

/** Warnings of runs whose counts are not those of the whole stream. */
const INCOMPLETE = ['snapshot', 'run-stopped', 'engine-crashed', 'part-of-run'];

/**
 * Run files as the two sides of a comparison; each side holds runs of one pack.
 *
 * @throws CompareError where they are not of one stream, a side has none, or one has runs of several packs
 */
export function sidesOfRuns(
  base: readonly NamedRun[],
  head: readonly NamedRun[],
): { base: Side; head: Side; findings: Finding[] } {
  const all = [...base, ...head];
  const first = base[0];
  if (first === undefined || head.length === 0)
    throw new CompareError('a comparison needs at least one run on each side');
  for (const { file, run } of all) {
    const difference = streamDifference(first.run, run);
    if (difference !== null)
      throw new CompareError(
        `${first.file} and ${file} are of different streams (${difference}), so nothing in them can be ` +
          'compared. Replay both packs over the same recording',
      );
  }
  return { base: sideOf(base), head: sideOf(head), findings: findingsOf(all) };
}

/** Where the same recording lies does not matter, what is in it does. */
function streamDifference({ stream: one }: RunFile, { stream: other }: RunFile): string | null {
  if (one.events !== other.events) return `${one.events} and ${other.events} events`;
  if (one.bytes !== other.bytes) return `${one.bytes} and ${other.bytes} bytes`;
  if (one.first_event_ns !== other.first_event_ns || one.last_event_ns !== other.last_event_ns)
    return 'events of different times';
  return null;
}

function sideOf(runs: readonly NamedRun[]): Side {
  const { file, run } = runs[0]!;
  const rowsOf = runs.map((one) => new Map(one.run.rules.map((row) => [row.rule_id, row])));
  const other = runs.find((one) => one.run.pack.hash !== run.pack.hash);
  if (other !== undefined)
    throw new CompareError(
      `${file} and ${other.file} are of one side and of different packs. Give each side runs of one pack`,
    );
  return {
    packHash: run.pack.hash,
    events: run.stream.events,
    replays: runs.length,
    rules: run.rules.map((row) => {
      const rows = rowsOf.flatMap((byId) => byId.get(row.rule_id) ?? []);
      return {
        id: row.rule_id,
        name: row.name,
        file: row.file,
        textHash: null,
        counters: countersOfRow(row),
        cpuTimeNs: rows.map(({ cpu_time_ns }) => cpu_time_ns),
        isStable: countTheSame(rows.map(countersOfRow)),
      };
    }),
  };
}

function findingsOf(runs: readonly NamedRun[]): Finding[] {
  const findings: Finding[] = [];
  const engineOf = ({ run: { engine } }: NamedRun): string =>
    `${engine.name} ${engine.version} on Node ${engine.node}, ${engine.cpu_model ?? engine.arch}`;
  const engines = runs.map(engineOf);
  const other = engines.find((engine) => engine !== engines[0]);
  if (other !== undefined) findings.push({ code: 'engines-differ', base: engines[0]!, head: other });
  for (const { file, run } of runs) {
    const warning = run.warnings.find(({ code }) => INCOMPLETE.includes(code));
    if (warning !== undefined) findings.push({ code: 'run-incomplete', file, reason: warning.code });
  }
  return findings;
}
