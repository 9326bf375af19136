/** What the files that a run is to be written to ask of it: the first that asks; undefined where none does. */
export interface DumpNeeds {
  /** Made of samples, which a run keeps only if they are asked for. */
  readonly samples: string | undefined;
  /** Made of verdicts, of which there are none without budgets. */
  readonly verdicts: string | undefined;
}

/**
 * Looks at the names of the files of `--dump`. The formats are loaded only where there are some: each brings libraries of its
 * own, and most replays start without.
 *
 * @throws UnknownFormatError
 */
export async function dumpNeeds(targets: readonly string[]): Promise<DumpNeeds> {
  if (targets.length === 0) return { samples: undefined, verdicts: undefined };
  const { exporterFor, needsTrace, needsVerdicts } = await import('../report/exporters/registry.ts');
  for (const target of targets) exporterFor(target);
  return { samples: targets.find(needsTrace), verdicts: targets.find(needsVerdicts) };
}
