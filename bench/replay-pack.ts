import {
  createMonotonicClock,
  DEFAULT_BATCH_SIZE,
  loadPack,
  type ReplayResult,
  replay,
  resolveInputs,
} from 'kestrel-perf';

export interface PackReplay {
  readonly result: ReplayResult;
  readonly rules: number;
  readonly alerts: number;
}

/** Replays files through the single-event rules of a pack, as the command does, without any output. */
export async function replayPack(
  files: readonly string[],
  rulesPath: string,
  accounting: boolean,
): Promise<PackReplay> {
  const pack = await loadPack([rulesPath]);
  const rules = pack.rules.filter((rule) => rule.kind === 'eql');
  const { inputs } = await resolveInputs(files);
  let alerts = 0;
  const result = await replay({
    rules,
    inputs,
    batchSize: DEFAULT_BATCH_SIZE,
    accounting,
    strict: true,
    clock: createMonotonicClock(),
    onAlert: () => {
      alerts++;
    },
    onProblem: () => {},
  });
  return { result, rules: rules.length, alerts };
}
