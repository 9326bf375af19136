import { expect, test } from 'vitest';
import { RUN_STATES, RunProgress } from '../../src/profiler/run-progress.ts';

const FIGURES = {
  bytesRead: 2 ** 40,
  bytesTotal: 2 ** 41,
  eventsDecoded: 12,
  events: 10,
  wallTimeNs: 1.5e9,
  firstEventNs: 1_714_557_600_000_000_001n,
  lastEventNs: -1n,
};

test('a run that has not begun has done nothing and knows nothing', () => {
  const progress = RunProgress.create();
  expect(progress.state).toBe('starting');
  expect(progress.figures).toEqual({
    bytesRead: 0,
    bytesTotal: undefined,
    eventsDecoded: 0,
    events: 0,
    wallTimeNs: 0,
    firstEventNs: undefined,
    lastEventNs: undefined,
  });
});

test('a view sees what the writer notes, and when', () => {
  const writer = RunProgress.create();
  const reader = RunProgress.view(writer.buffer);
  writer.update(FIGURES);
  expect(reader.figures).toEqual(FIGURES);
  writer.update({ ...FIGURES, bytesTotal: undefined, firstEventNs: undefined, events: 11 });
  expect(reader.figures).toEqual({ ...FIGURES, bytesTotal: undefined, firstEventNs: undefined, events: 11 });
  for (const state of RUN_STATES) {
    writer.state = state;
    expect(reader.state).toBe(state);
  }
});

test('buffers of something else are refused', () => {
  const { buffer } = RunProgress.create();
  expect(() => RunProgress.view(new SharedArrayBuffer(8))).toThrow('too small to be a table of progress');
  const other = new SharedArrayBuffer(buffer.byteLength);
  expect(() => RunProgress.view(other)).toThrow('not a table of progress');
  const longer = new SharedArrayBuffer(buffer.byteLength + 8);
  new Uint8Array(longer).set(new Uint8Array(buffer));
  expect(() => RunProgress.view(longer)).toThrow('is cut');
  new Uint32Array(buffer)[1] = 2;
  expect(() => RunProgress.view(buffer)).toThrow('layout 2');
});
