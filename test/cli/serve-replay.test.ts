import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { keepLastRun } from '../../src/serve/last-run.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { FROM_SOURCE } from '../replay/worker/from-source.ts';
import { sampleRun } from '../report/sample-run.ts';
import { testHost } from '../serve/served.ts';
import { TextSink } from './text-sink.ts';

/** Threads start slowly on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

/** A reader that takes nothing before it is let go. */
class StuckSink extends Writable {
  readonly stuck: Promise<void>;
  readonly #released: Promise<void>;
  #onStuck!: () => void;
  release!: () => void;

  constructor() {
    super();
    this.stuck = new Promise((resolve) => {
      this.#onStuck = resolve;
    });
    this.#released = new Promise((resolve) => {
      this.release = resolve;
    });
  }

  override _write(_: Buffer, __: BufferEncoding, callback: () => void): void {
    this.#onStuck();
    void this.#released.then(callback);
  }
}

test('while a replay writes its results, --dump gives that one, whole, and no earlier one', async () => {
  const host = testHost();
  await keepLastRun(sampleRun([{ id: 'of-an-earlier-run' }]), host);
  const folder = ruleFolder({
    'events.ndjson': '{"@timestamp":"2024-05-01T10:00:00Z","event":{"category":"process"}}\n',
    'rules/a.eql': 'any where true',
  });
  const io = { cwd: folder, env: host.env, now: () => new Date(0), engineThread: FROM_SOURCE };
  const dumped = async () => {
    const stdout = new TextSink();
    const stderr = new TextSink();
    const code = await main(['--dump', '-'], { ...io, stdout, stderr });
    return { code, run: parseRun(stdout.text, 'the dump'), said: stderr.text };
  };

  const stdout = new StuckSink();
  const args = ['replay', join(folder, 'events.ndjson'), '-r', join(folder, 'rules'), '-q', '--dump', '-'];
  const replay = main(args, { ...io, stdout, stderr: new TextSink() });
  await stdout.stuck;
  const meanwhile = await dumped();
  stdout.release();
  expect(await replay).toBe(0);
  expect(meanwhile.code).toBe(0);
  expect(meanwhile.said).toMatch(/^notice: replay events\.ndjson in process \d+: it is over\n$/);
  expect(meanwhile.run.rules.map(({ rule_id }) => rule_id)).not.toContain('of-an-earlier-run');

  const afterwards = await dumped();
  expect(afterwards.said).toContain('no replay is running; this is the last one');
  expect(meanwhile.run).toEqual(afterwards.run);
});
