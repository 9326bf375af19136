import { createMonotonicClock, DEFAULT_BATCH_SIZE, loadPack, replay, resolveInputs } from 'kestrel-perf';

/**
 * Replays files through the single-event rules of a pack, as the command does, without any output.
 *
 * @param {readonly string[]} files
 * @param {string} rulesPath
 * @param {boolean} accounting
 */
export async function replayPack(files, rulesPath, accounting) {
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
