import { expect, test, vi } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import { loadPack } from '../../../src/engine/pack/load-pack.ts';
import { createMonotonicClock } from '../../../src/profiler/clock.ts';
import { replay } from '../../../src/replay/replay.ts';
import { replayInWorker } from '../../../src/replay/worker/replay-in-worker.ts';
import { AlertHash } from '../../../src/report/alert-hash.ts';
import { AlertLines } from '../../../src/report/alert-line.ts';
import { EVENTS_FILE, RULES_FOLDER } from '../../fixtures/fixture-files.ts';
import { FROM_SOURCE } from './from-source.ts';

vi.setConfig({ testTimeout: 120_000 });

test.each([1, 7, 1024])(
  'the demo pack finds the same in a thread of its own, batches of %i',
  async (batchSize) => {
    const { rules } = await loadPack([RULES_FOLDER]);
    const lines = new AlertLines(rules);
    const hashes = [new AlertHash(), new AlertHash()];
    const alerts: Alert[][] = [[], []];
    const collectIn = (at: number) => (alert: Alert) => {
      hashes[at]!.add(lines.line(alert));
      alerts[at]!.push(alert);
    };
    const options = {
      rules,
      inputs: [{ name: 'demo', path: EVENTS_FILE, sizeBytes: undefined }],
      batchSize,
      accounting: true,
      captures: true,
      strict: true,
    };
    const here = await replay({
      ...options,
      clock: createMonotonicClock(),
      onAlert: collectIn(0),
      onProblem: () => {},
    });
    const there = await replayInWorker({ ...options, onAlert: collectIn(1) }, FROM_SOURCE).result;

    expect(alerts[0]!.length).toBeGreaterThan(600);
    expect(alerts[1]).toEqual(alerts[0]);
    expect(hashes[1]!.digest()).toBe(hashes[0]!.digest());
    expect(there).toMatchObject({
      events: here.events,
      progress: here.progress,
      firstEventNs: here.firstEventNs,
      lastEventNs: here.lastEventNs,
    });
    for (const column of ['offered', 'evaluations', 'matches', 'alerts', 'errors', 'quarantined'] as const) {
      expect([...there.table![column]], column).toEqual([...here.table![column]]);
    }
    for (const [rule] of rules.entries()) {
      expect(there.faults.of(rule)?.quarantine).toEqual(here.faults.of(rule)?.quarantine);
      expect(there.faults.of(rule)?.countOfKind).toEqual(here.faults.of(rule)?.countOfKind);
    }
  },
);
