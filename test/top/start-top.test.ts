import { afterEach, describe, expect, test, vi } from 'vitest';
import { allowsColor } from '../../src/top/color-choice.ts';
import { DEFAULT_THRESHOLDS } from '../../src/top/model/cost-level.ts';
import { startTop } from '../../src/top/start-top.ts';
import type { TopTerminal } from '../../src/top/terminal/top-terminal.ts';
import type { TopSettings } from '../../src/top/top-settings.ts';
import { FakeTerminal } from './support/fake-terminal.ts';
import { fourKinds } from './support/live-fixture.ts';

const SETTINGS: TopSettings = {
  sort: 'alerts',
  filter: 'wasm',
  intervalSeconds: 3,
  thresholds: DEFAULT_THRESHOLDS,
  color: false,
  exitAtEnd: true,
  onQuit: () => {},
  onInterrupt: () => {},
  writeDump: async () => '',
};

afterEach(() => {
  vi.useRealTimers();
});

describe('startTop', () => {
  test('draws on a terminal, as the command line asks', async () => {
    const terminal = new FakeTerminal(80, 24);
    const top = await startTop(fourKinds(), terminal, SETTINGS);
    expect(await terminal.text()).toContain('sort Alerts▼  filter Wasm  1 of 4 rules  every 3 s');
    await top.finished();
    expect(await terminal.isAsBefore()).toBe(true);
  });

  test.each([
    ['what is no terminal', { isTTY: false, term: 'xterm' }],
    ['a dumb terminal', { isTTY: true, term: 'dumb' }],
  ])('writes plain lines to %s', async (_, { isTTY, term }) => {
    const fake = new FakeTerminal(80, 24);
    Object.assign(fake.output, { isTTY });
    const terminal: TopTerminal = {
      output: fake.output,
      input: fake.input,
      process: fake.process,
      stopGroup: fake.stopGroup,
      term,
    };
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const top = await startTop(fourKinds(), terminal, SETTINGS);
    vi.advanceTimersByTime(3_000);
    await top.finished();
    expect(fake.output.written).toMatch(/^1,000 events, .*\n1,000 events, .*\n$/);
    expect(fake.output.written).not.toContain('\u001b');
    expect(fake.isRaw).toBe(false);
  });

  test('without a keyboard it does not wait for a key', async () => {
    const fake = new FakeTerminal(80, 24);
    const terminal: TopTerminal = {
      output: fake.output,
      input: null,
      process: fake.process,
      stopGroup: fake.stopGroup,
      term: fake.term,
    };
    const top = await startTop(fourKinds(), terminal, { ...SETTINGS, exitAtEnd: false });
    expect(await fake.text()).toContain('kestrel-perf top');
    await top.finished();
    expect(await fake.isAsBefore()).toBe(true);
  });

  test('lays out the rules on screen and not the pack', async () => {
    const { rules, snapshot } = fourKinds();
    const read = vi.fn(() => snapshot);
    const many = Array.from({ length: 500 }, () => rules).flat();
    const figures = Array.from({ length: 500 }, () => snapshot.figures).flat();
    const terminal = new FakeTerminal(80, 24);
    const source = {
      rules: many,
      read: read.mockReturnValue({ ...snapshot, figures }),
      details: fourKinds().details,
    };
    const top = await startTop(source, terminal, { ...SETTINGS, filter: 'all' });
    expect(await terminal.text()).toContain('2,000 of 2,000 rules');
    // A screen and what moves the cursor on it.
    expect(terminal.output.written.length).toBeLessThan(80 * 24 * 2);
    top.stop();
  });
});

describe('allowsColor', () => {
  test.each([
    ['auto', true, {}, true],
    ['auto', false, {}, false],
    ['auto', true, { NO_COLOR: '1' }, false],
    ['auto', true, { NO_COLOR: '' }, true],
    ['auto', true, { TERM: 'dumb' }, false],
    ['always', false, { NO_COLOR: '1' }, true],
    ['never', true, {}, false],
  ] as const)('%s on a terminal (%s) with %j is %s', (choice, isTerminal, env, expected) => {
    expect(allowsColor(choice, isTerminal, env)).toBe(expected);
  });
});
