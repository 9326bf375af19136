import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PlainTop, plainLine } from '../../../src/top/plain/plain-top.ts';
import { ratesBetween } from '../../../src/top/source/rates.ts';
import type { TopOutput } from '../../../src/top/terminal/top-terminal.ts';
import { FakeSource, fourKinds, liveRule, liveSnapshot } from '../support/live-fixture.ts';

class TextOutput extends EventEmitter implements TopOutput {
  text = '';

  write(text: string): boolean {
    this.text += text;
    return true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('writes a line every interval, and one at the end', async () => {
  const source = fourKinds();
  const output = new TextOutput();
  const top = new PlainTop(source, output, 2);
  expect(output.text).toBe('');
  vi.advanceTimersByTime(4_000);
  expect(output.text.split('\n')).toHaveLength(3);
  source.snapshot = { ...source.snapshot, progress: { ...source.snapshot.progress, state: 'done' } };
  await top.finished('the engine failed');
  expect(output.text).toMatch(/, done, 105 alerts, most time: eql-one 0\.4 %\nthe engine failed\n$/);
  const { length } = output.text;
  vi.advanceTimersByTime(60_000);
  expect(output.text).toHaveLength(length);
});

test('a run that is over before the first interval leaves no line but the message', async () => {
  const output = new TextOutput();
  await new PlainTop(fourKinds(), output, 2).finished();
  expect(output.text).toBe('');
  await new PlainTop(fourKinds(), output, 2).finished('it \u001b[31mfailed\n');
  expect(output.text).toBe('it failed\n');
});

test('where no new figures came, the rates of the last ones stay', () => {
  const source = fourKinds();
  const output = new TextOutput();
  const top = new PlainTop(source, output, 1);
  const { snapshot } = source;
  source.snapshot = {
    ...snapshot,
    takenAtNs: snapshot.takenAtNs + 1e9,
    progress: { ...snapshot.progress, events: snapshot.progress.events + 7, wallTimeNs: 2e9 },
  };
  vi.advanceTimersByTime(2_000);
  top.stop();
  expect(output.text.match(/[\d,]+ events\/s/g)).toEqual(['7 events/s', '7 events/s']);
});

test('says what there is to say', () => {
  const source = fourKinds();
  const { snapshot } = source;
  expect(plainLine(source, snapshot, ratesBetween(null, snapshot))).toBe(
    '1,000 events, 1,000 events/s, 50.0 %, 0:01 left, 105 alerts, most time: eql-one 0.4 %',
  );
  const piped = { ...snapshot, progress: { ...snapshot.progress, bytesTotal: null } };
  expect(plainLine(source, piped, null)).toBe('1,000 events, 105 alerts');
  const loading = { ...piped, progress: { ...piped.progress, state: 'loading' as const } };
  expect(plainLine(source, loading, null)).toBe('1,000 events, loading, 105 alerts');
});

test('writes no escapes, whatever a rule is called', () => {
  const snapshot = liveSnapshot({ figures: [{ cpuTimeNs: 1e6 }] });
  const source = new FakeSource([liveRule('\u001b[2Jevil\n\u0007')], snapshot);
  const line = plainLine(source, snapshot, ratesBetween(null, snapshot));
  expect(line).toMatch(/most time: evil 0\.1 %$/);
  expect(line).not.toMatch(/\p{Cc}/u);
});
