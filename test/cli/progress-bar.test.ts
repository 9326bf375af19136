import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressDisplay } from '../../src/cli/progress-bar.ts';
import { FakeTerminal } from './fake-terminal.ts';
import { TextSink } from './text-sink.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Draws one update, `seconds` after the start. */
function drawn(totalBytes: number | undefined, bytesRead: number, events: number, seconds: number): string {
  const terminal = new FakeTerminal();
  let nowMs = 5_000;
  const display = progressDisplay(terminal, totalBytes, () => nowMs);
  terminal.takeText();
  nowMs += seconds * 1_000;
  display.update({ bytesRead, bytesTotal: totalBytes, events });
  vi.advanceTimersByTime(1_000);
  const text = terminal.takeText();
  display.stop();
  return text;
}

test('a bar with events, events per second, bytes and time left', () => {
  const text = drawn(8_000_000, 2_000_000, 3_000, 2);
  expect(text).toContain('25% | 3,000 events | 1,500 events/s | 2.0/8.0 MB | 6 s left');
  expect(text).toMatch(/█░/);
});

test('nothing is read yet: no time left is guessed', () => {
  expect(drawn(8_000_000, 0, 0, 1)).toMatch(/0% \| 0 events \| 0 events\/s \| 0\.0\/8\.0 MB \| *$/);
});

test('of a pipe nobody knows the length: figures without a bar', () => {
  const text = drawn(undefined, 2_000_000, 3_000, 2);
  expect(text).toContain('3,000 events | 1,500 events/s | 2.0 MB');
  expect(text).not.toMatch(/%|left|█|░/);
});

test('a file that grew while it was read stays at 100%', () => {
  expect(drawn(1_000, 2_000, 5, 1)).toContain('100% | 5 events | 5 events/s | 0.0/0.0 MB | 0 s left');
});

test('empty files are no division by zero', () => {
  expect(drawn(0, 0, 0, 0)).not.toMatch(/NaN|Infinity/);
});

test('it leaves the line empty and the cursor visible', () => {
  const terminal = new FakeTerminal();
  const display = progressDisplay(terminal, 100, () => 0);
  terminal.text = '';
  display.stop();
  expect(terminal.text).toContain('\u001b[?25h');
  expect(terminal.text.endsWith('\u001b[2K')).toBe(true);
});

test('where stderr is no terminal nothing is written', () => {
  const sink = new TextSink();
  const display = progressDisplay(sink, 100, () => 0);
  display.update({ bytesRead: 50, bytesTotal: 100, events: 1 });
  vi.advanceTimersByTime(10_000);
  display.stop();
  expect(sink.text).toBe('');
});
