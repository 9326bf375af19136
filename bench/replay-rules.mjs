import { createMonotonicClock, DEFAULT_BATCH_SIZE, loadPack, replay, resolveInputs } from 'kestrel-perf';

/**
 * The rules of a pack.
 *
 * @param {string} path
 * @param {{ sequences?: boolean }} [options] sequences and samples are left out unless asked for
 */
export async function loadRules(path, { sequences = false } = {}) {
  const pack = await loadPack([path]);
  return sequences ? pack.rules : pack.rules.filter((rule) => rule.kind === 'eql');
}

/**
 * Replays files through rules, as the command does, without any output.
 *
 * @param {readonly string[]} files
 * @param {readonly import('kestrel-perf').Rule[]} rules
 * @param {boolean} accounting
 */
export async function replayRules(files, rules, accounting) {
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
  return { result, alerts };
}
