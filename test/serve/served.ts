import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { RuntimeHost } from '../../src/serve/runtime-folder.ts';
import { type RunServer, serveRun } from '../../src/serve/serve-run.ts';
import type { ServedRun } from '../../src/serve/served-run.ts';
import type { LiveSnapshot, RuleDetails } from '../../src/top/source/live-snapshot.ts';
import { sampleRun } from '../report/sample-run.ts';
import { liveRule, liveSnapshot } from '../top/support/live-fixture.ts';

/** A folder that goes away with the test. */
export function shortFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A machine whose runtime folder nobody else uses. */
export function testHost(): RuntimeHost {
  return { env: { XDG_RUNTIME_DIR: shortFolder() } };
}

/** A run of two rules whose figures a test sets. */
export interface TestRun extends ServedRun {
  snapshot: LiveSnapshot;
  details: RuleDetails;
  /** How often figures were read. */
  reads: number;
}

export function testRun(title = 'replay a.ndjson'): TestRun {
  const run: TestRun = {
    title,
    startedAt: new Date('2024-05-01T10:00:00Z'),
    snapshot: liveSnapshot({ takenAtNs: 1, figures: [{ alerts: 3, lastHitNs: 1714557600000000001n }, {}] }),
    details: { latency: [{ fromNs: 1, toNs: 2, count: 3 }], hotSpots: null, faults: ['broke'], advice: [] },
    reads: 0,
    runFile: () => sampleRun([{ id: 'one' }, { id: 'two' }]),
    source: {
      rules: [liveRule('one'), liveRule('two')],
      read: () => {
        run.reads += 1;
        return run.snapshot;
      },
      details: () => run.details,
    },
  };
  return run;
}

/** Serves a run until the test has ended. */
export async function serveForTest(run: ServedRun, host: RuntimeHost): Promise<RunServer> {
  const server = await serveRun(run, host);
  onTestFinished(() => server.close());
  return server;
}

/** Leaves a socket that nobody listens on, as a killed process does. */
export async function abandonedSocket(path: string): Promise<void> {
  const script = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', script, path]), 'close');
  expect(existsSync(path)).toBe(true);
}
