import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import type { ProfileSettings } from '../../../src/profiler/instruments.ts';
import { EngineThread } from '../../../src/replay/worker/engine-thread.ts';
import { ruleFolder } from '../../engine/pack/rule-folder.ts';
import { ruleOf } from '../../support/rule.ts';
import { ecsLine } from '../input/memory-stream.ts';
import { FROM_SOURCE } from './from-source.ts';

/** Threads start slowly on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const LINES = Array.from({ length: 3_000 }, (_, id) => `${ecsLine(id)}\n`).join('');

/** @param prepared how the thread was told that the replay will be profiled */
async function replayed(prepared: ProfileSettings | undefined, profile: ProfileSettings | undefined) {
  const folder = ruleFolder({ 'e.ndjson': LINES });
  const alerts: Alert[] = [];
  const thread = new EngineThread({
    ...FROM_SOURCE,
    ...(prepared !== undefined && { profile: prepared }),
  });
  const { result } = thread.run({
    rules: [ruleOf('any where true')],
    inputs: [{ name: 'e.ndjson', path: join(folder, 'e.ndjson'), sizeBytes: undefined }],
    batchSize: 512,
    accounting: true,
    strict: false,
    onAlert: (alert) => alerts.push(alert),
    ...(profile !== undefined && { profile }),
  });
  const { findings, crash } = await result;
  expect(crash).toBeUndefined();
  expect(alerts.length).toBe(3_000);
  return findings;
}

describe('a thread that was told how its replay will be profiled', () => {
  const every = (sampleIntervalUs: number): ProfileSettings => ({ sampleIntervalUs });

  test('has started the profiler, and says what that took', async () => {
    const { sampling, latency } = (await replayed(every(500), every(500)))!;
    expect(sampling!.intervalUs).toBe(500);
    expect(sampling!.samples).toBeGreaterThan(0);
    expect(sampling!.startNs).toBeGreaterThan(1e5);
    expect(latency!.description!.lapBeforeRunNs).toBeGreaterThan(0);
  });

  test.each([
    ['another interval', every(2_000)],
    ['no profile', undefined],
  ])('does what its replay asks for, also where that is %s', async (_, profile) => {
    const findings = await replayed(every(500), profile);
    expect(findings?.sampling?.intervalUs).toBe(profile?.sampleIntervalUs);
    if (profile !== undefined) expect(findings!.sampling!.samples).toBeGreaterThan(0);
  });
});
