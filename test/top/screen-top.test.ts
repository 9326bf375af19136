import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TopSettings } from '../../src/top/top-settings.ts';
import { FakeSource, fourKinds, liveRule, liveSnapshot } from './support/live-fixture.ts';
import { openScreen, type Screen, shownRules } from './support/screen.ts';

const UP = '\u001b[A';
const DOWN = '\u001b[B';
const PAGE_DOWN = '\u001b[6~';
const END = '\u001b[F';
const ESCAPE = '\u001b';
const CTRL_C = '\u0003';

const open: Screen[] = [];

function show(source: FakeSource, columns = 80, rows = 24, settings: Partial<TopSettings> = {}): Screen {
  const screen = openScreen(source, columns, rows, settings);
  open.push(screen);
  return screen;
}

afterEach(() => {
  for (const { top } of open.splice(0)) top.stop();
});

/** The line on which a rule stands. */
async function lineOf({ terminal }: Screen, id: string): Promise<string> {
  return (await terminal.lines()).find((line) => line.includes(id)) ?? '';
}

/** The same rules with other figures, a second later. */
function later(source: FakeSource, cpuTimeMs: readonly number[]): void {
  const { snapshot } = source;
  const { progress, takenAtNs } = snapshot;
  source.snapshot = {
    ...snapshot,
    takenAtNs: takenAtNs + 1e9,
    progress: { ...progress, events: progress.events + 500, wallTimeNs: progress.wallTimeNs + 1e9 },
    figures: snapshot.figures.map((figures, rule) => ({ ...figures, cpuTimeNs: cpuTimeMs[rule]! * 1e6 })),
  };
}

describe('the first frame', () => {
  test('has the header, every rule and the keys', async () => {
    const { terminal } = show(fourKinds());
    const text = await terminal.text();
    expect(text).toContain('kestrel-perf top');
    expect(text).toMatch(/█+░+ {2}50\.0 % {2}1\.00 MB of 2\.00 MB {2}0:01 left/);
    expect(text).toContain('1,000 events  105 alerts');
    expect(text).toContain('sort CPU▼  filter all  4 of 4 rules  every 5 s');
    expect(text).toContain('q quit  ? help  s sort');
    expect(await shownRules(terminal)).toEqual(['eql-one', 'lua-one', 'sequence-one', 'wasm-one']);
  });

  test('fills the terminal and not more', async () => {
    const { terminal } = show(fourKinds());
    const lines = await terminal.lines();
    expect(lines).toHaveLength(24);
    expect(lines.at(-1)).toMatch(/^q quit/);
    expect(terminal.output.emulator.buffer.active.type).toBe('alternate');
    expect(terminal.output.emulator.buffer.active.length).toBe(24);
  });

  test('hides the cursor, and keys come one by one', async () => {
    const { terminal } = show(fourKinds());
    expect(terminal.output.isCursorHidden).toBe(true);
    expect(terminal.isRaw).toBe(true);
  });
});

test('figures are refreshed soon at first, then every interval', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const source = fourKinds();
    show(source, 80, 24, { intervalSeconds: 2 });
    const readsUntil = (ms: number): number => {
      vi.advanceTimersByTime(ms);
      return source.reads - 1;
    };
    expect(readsUntil(249)).toBe(0);
    // At 250 ms, 750 ms, 1.75 s, 3.75 s and every two seconds from then on.
    expect([1, 500, 1_000, 1_999, 1, 2_000, 4_000].map(readsUntil)).toEqual([1, 2, 3, 3, 4, 5, 7]);
  } finally {
    vi.useRealTimers();
  }
});

describe('keys', () => {
  test('s, <, > and I change the order', async () => {
    const { terminal } = show(fourKinds());
    await terminal.type('s');
    expect(await shownRules(terminal)).toEqual(['lua-one', 'wasm-one', 'sequence-one', 'eql-one']);
    await terminal.type('I');
    expect(await shownRules(terminal)).toEqual(['eql-one', 'sequence-one', 'wasm-one', 'lua-one']);
    expect(await terminal.text()).toContain('sort Memory▲');
    await terminal.type('I<');
    expect(await terminal.text()).toContain('sort Type▼');
    await terminal.type('>>');
    expect(await terminal.text()).toContain('sort CPU %▼');
  });

  test('digits filter, 0 shows all', async () => {
    const { terminal } = show(fourKinds());
    await terminal.type('14');
    expect(await shownRules(terminal)).toEqual(['lua-one', 'wasm-one']);
    expect(await terminal.text()).toContain('filter Lua, Wasm  2 of 4 rules');
    await terminal.type('9');
    expect(await shownRules(terminal)).toEqual(['lua-one']);
    await terminal.type('7');
    await terminal.type('9');
    expect(await terminal.text()).toContain('no rule passes the filter; 0 shows all');
    await terminal.type('0');
    expect(await shownRules(terminal)).toHaveLength(4);
  });

  test('/ filters letter by letter, ! inverts', async () => {
    const { terminal } = show(fourKinds());
    await terminal.type('/!se');
    expect(await terminal.text()).toContain('filter: !se_');
    expect(await shownRules(terminal)).toEqual(['eql-one', 'lua-one', 'wasm-one']);
    await terminal.type('\r');
    expect(await terminal.text()).toContain('filter "!se"');
    await terminal.type(ESCAPE);
    expect(await shownRules(terminal)).toHaveLength(4);
  });

  test('the mark moves, and stays on its rule when the order changes', async () => {
    const source = fourKinds();
    const screen = show(source);
    await screen.terminal.type(`${DOWN}${DOWN}${UP}`);
    expect(await lineOf(screen, 'lua-one')).toMatch(/^> {3}2 /);
    later(source, [4, 9, 2, 1]);
    await screen.terminal.type('r');
    expect(await shownRules(screen.terminal)).toEqual(['lua-one', 'eql-one', 'sequence-one', 'wasm-one']);
    expect(await lineOf(screen, 'lua-one')).toMatch(/^> {3}1 /);
  });

  test('r shows new figures, with rates since the old ones', async () => {
    const source = fourKinds();
    const screen = show(source, 120);
    later(source, [104, 3, 2, 1]);
    await screen.terminal.type('r');
    expect(await lineOf(screen, 'eql-one')).toContain(' 104.0 ms  10.0 %');
    expect(await screen.terminal.text()).toContain('500 events/s');
  });

  test.each(['p', ' '])('%j freezes the display while the replay goes on', async (key) => {
    const source = fourKinds();
    const screen = show(source);
    await screen.terminal.type(key);
    expect(await screen.terminal.text()).toContain('FROZEN  running');
    later(source, [1, 2, 3, 4]);
    await vi.waitFor(() => expect(source.reads).toBeGreaterThan(1));
    await screen.terminal.type('I');
    expect(await shownRules(screen.terminal)).toEqual(['wasm-one', 'sequence-one', 'lua-one', 'eql-one']);
    await screen.terminal.type('I');
    await screen.terminal.type(key);
    expect(await screen.terminal.text()).not.toContain('FROZEN');
    expect(await shownRules(screen.terminal)).toEqual(['wasm-one', 'sequence-one', 'lua-one', 'eql-one']);
  });

  test('+ and - change the interval', async () => {
    const { terminal } = show(fourKinds(), 80, 24, { intervalSeconds: 2 });
    await terminal.type('+');
    expect(await terminal.text()).toContain('every 3 s');
    await terminal.type('--');
    expect(await terminal.text()).toContain('every 1 s');
  });

  test('c takes columns out and puts them back', async () => {
    const { terminal } = show(fourKinds());
    await terminal.type('c');
    expect(await terminal.text()).toContain('> [x] Type');
    await terminal.type(' ');
    expect(await terminal.text()).toContain('> [ ] Type');
    await terminal.type('c');
    expect(await lineOf({ terminal } as Screen, 'Rule ID')).not.toContain('Type');
  });

  test('w says where the dump is, or why there is none', async () => {
    const good = show(fourKinds());
    await good.terminal.type('w');
    expect(good.asked).toEqual(['dump']);
    expect((await good.terminal.lines()).at(-1)).toBe('wrote run-1.json');
    const bad = show(fourKinds(), 80, 24, { writeDump: () => Promise.reject(new Error('the disk is full')) });
    await bad.terminal.type('w');
    expect((await bad.terminal.lines()).at(-1)).toBe('no dump was written: the disk is full');
    await bad.terminal.type('s');
    expect((await bad.terminal.lines()).at(-1)).toMatch(/^q quit/);
  });

  test('? lists every key', async () => {
    const { terminal } = show(fourKinds(), 100, 60);
    await terminal.type('?');
    const text = await terminal.text();
    for (const key of [
      'q ',
      's ',
      '< ',
      '> ',
      'I ',
      '1 ',
      '9 ',
      '0 ',
      '/ ',
      'Enter ',
      'p Space',
      'f ',
      '+ ',
      '- ',
      'c ',
      'w ',
      'Ctrl-Z',
    ]) {
      expect(text).toContain(`\n${key}`);
    }
    expect(text).toContain('CPU %       medium from     2.0 %  high from    10.0 %');
    await terminal.type('q');
    expect(await shownRules(terminal)).toHaveLength(4);
  });

  test('in a long table the page and the last rule come on screen; f follows', async () => {
    const rules = Array.from({ length: 60 }, (_, at) => liveRule(`rule-${String(at).padStart(2, '0')}`));
    const figures = rules.map((_, at) => ({ cpuTimeNs: (60 - at) * 1e6 }));
    const source = new FakeSource(rules, liveSnapshot({ figures }));
    const { terminal } = show(source);
    await terminal.type(PAGE_DOWN);
    expect(await shownRules(terminal)).toContain('rule-17');
    await terminal.type(END);
    expect((await shownRules(terminal)).at(-1)).toBe('rule-59');
    await terminal.type('f');
    later(
      source,
      figures.map((_, at) => (at === 59 ? 999 : 60 - at)),
    );
    await terminal.type('r');
    expect((await shownRules(terminal))[0]).toBe('rule-59');
  });
});

describe('one rule', () => {
  test('and its row say of a p99 that timing could not tell from nothing what the report says', async () => {
    const source = fourKinds();
    const figures = source.snapshot.figures.map((one) => ({ ...one, p99LatencyNs: 0.3 }));
    source.snapshot = { ...source.snapshot, figures };
    const screen = show(source, 160, 30);
    expect(await lineOf(screen, 'eql-one')).toContain('~0 ns');
    await screen.terminal.type('\r');
    expect(await screen.terminal.text()).toContain('p99 ~0 ns');
  });

  test('has its source with hot lines, latency, curves, steps, faults and advice', async () => {
    const source = fourKinds();
    const rule = liveRule('sequence-one', {
      type: 'Sequence',
      file: 'windows/sequence-one.eql',
      source: 'sequence\n  [process where true]\n  [file where \u001b[31mtrue]',
      sourceLine: 7,
    });
    Object.assign(source, { rules: [...source.rules.slice(0, 2), rule, source.rules[3]!] });
    const steps = [
      { evaluations: 100, matches: 25 },
      { evaluations: 0, matches: 0 },
    ];
    const state = { partialMatches: 3, peakPartialMatches: 8, expired: 5, evicted: 0 };
    source.snapshot = {
      ...source.snapshot,
      figures: source.snapshot.figures.map((figures, at) =>
        at === 2 ? { ...figures, steps, state } : figures,
      ),
    };
    source.detailsOfRule = {
      latency: [
        { fromNs: 1_024, toNs: 1_088, count: 90 },
        { fromNs: 4_096, toNs: 4_352, count: 10 },
      ],
      hotSpots: [
        { kind: 'clause', text: 'true', line: 2, column: 3, share: 0.432, interval: null, samples: 99 },
        {
          kind: 'function',
          text: 'inner',
          line: null,
          column: null,
          share: 0.2,
          interval: null,
          samples: 40,
        },
      ],
      faults: ['it divided by zero'],
      advice: ['name the process first'],
    };
    const { terminal } = show(source, 100, 50);
    await terminal.type('jj\r');
    later(source, [1, 2, 3, 4]);
    await terminal.type('r');
    const text = await terminal.text();
    expect(text).toContain('sequence-one  Sequence, severity medium\nsequence-one  windows/sequence-one.eql');
    expect(text).toContain(' 43.2 % 8 |   [process where true]');
    expect(text).toContain('        9 |   [file where ␛[31mtrue]');
    expect(text).toContain('  1.0 µs -   2.0 µs  ████████████████████████  90');
    expect(text).toContain('  2.0 µs -   4.1 µs  ░░░░░░░░░░░░░░░░░░░░░░░░  0');
    expect(text).toContain('1  evaluated 100, matched 25 (25.0 %)');
    expect(text).toContain('2  evaluated 0, matched 0 (-)');
    expect(text).toContain('waiting 3, most 8; expired 5, dropped 0');
    expect(text).toMatch(/Memory {4}█{2,} {2}3\.00 kB\nEvents\/s {2}▁+ {2}0\n/);
    expect(text).toContain('it divided by zero');
    expect(text).toContain('name the process first');
    expect(text).toContain(' 20.0 %  inner');
    await terminal.type(ESCAPE);
    expect(await shownRules(terminal)).toHaveLength(4);
  });

  test('says nothing of what is not known', async () => {
    const { terminal } = show(fourKinds(), 80, 40);
    await terminal.type('\r');
    const text = await terminal.text();
    for (const title of ['Advice', 'Faults', 'Steps', 'Latency of', 'Hot functions'])
      expect(text).not.toContain(title);
    expect(text).toContain('1 | process where true');
  });

  test('goes on showing its rule when another becomes the first', async () => {
    const source = fourKinds();
    const { terminal } = show(source);
    await terminal.type('\r');
    later(source, [1, 2, 3, 9]);
    await terminal.type('r');
    expect(await terminal.text()).toContain('eql-one  EQL');
  });
});

describe('sizes', () => {
  test('every width from 40 on and height from 10 on: nothing wraps, the last line is the footer', async () => {
    const source = fourKinds();
    const { terminal } = show(source, 40, 10);
    for (const [columns, rows] of [
      [40, 10],
      [57, 13],
      [80, 24],
      [100, 14],
      [133, 40],
      [200, 60],
    ] as const) {
      terminal.output.resize(columns, rows);
      const lines = await terminal.lines();
      expect(lines.at(-1)).toMatch(/^q quit/);
      expect(lines.find((line) => line.includes('Rule ID'))).toContain('CPU %');
      expect(await shownRules(terminal)).toHaveLength(4);
      expect(terminal.output.emulator.buffer.active.length).toBe(rows);
    }
  });

  test('a narrow terminal has the rule, CPU % and what it is sorted by, a wide one every column', async () => {
    const narrow = show(fourKinds(), 40, 10);
    expect(await lineOf(narrow, 'Rule ID')).toBe('    #    Rule ID           CPU▼   CPU %');
    const wide = show(fourKinds(), 200, 60);
    expect((await lineOf(wide, 'Rule ID')).trimEnd().split(/ {2,}/)).toEqual([
      '',
      '#',
      'Rule ID',
      'Type',
      'Memory',
      'Peak',
      'CPU▼',
      'CPU %',
      'Events',
      'Alerts',
      'Alert rate',
      'Avg Lat',
      'p99 Last Hit',
    ]);
  });

  test('one rule that is scrolled to its end fills a screen that has become higher', async () => {
    const source = fourKinds();
    source.detailsOfRule = { advice: Array.from({ length: 40 }, (_, at) => `advice ${at}`) };
    const { terminal } = show(source, 80, 12);
    await terminal.type('\rG');
    expect((await terminal.lines()).at(-2)).toContain('process where true');
    terminal.output.resize(80, 24);
    const lines = await terminal.lines();
    expect(lines.at(-2)).toContain('process where true');
    expect(lines.at(5)).toMatch(/^advice \d+$/);
  });

  test('figures of one rule go on in the next line where a terminal is narrow', async () => {
    const { terminal } = show(fourKinds(), 40, 24);
    await terminal.type('\r');
    const text = (await terminal.lines()).join(' ').replace(/ +/g, ' ');
    expect(text).toContain('CPU 4.0 ms, CPU % 0.4 %; average 40.0 µs, p99 -');
    expect(text).not.toContain('…');
  });

  test('a long filter is seen where it is written, in wide characters, too, and leaves room', async () => {
    const { terminal } = show(fourKinds(), 40, 12);
    await terminal.type(`/${'規則'.repeat(30)}end`);
    const writing = await terminal.lines();
    expect(writing.at(-1)).toMatch(/^…[規則]+end_$/);
    await terminal.type('\r');
    const [sort] = (await terminal.lines()).filter((line) => line.startsWith('sort'));
    expect(sort).toMatch(/^sort CPU▼ {2}filter "[規則]+…/);
  });

  test('less than 40 columns or 10 rows is no reason to fail', async () => {
    const { terminal } = show(fourKinds(), 12, 3);
    expect(await terminal.lines()).toHaveLength(3);
    expect(terminal.output.emulator.buffer.active.length).toBe(3);
  });

  test('a stopped process that comes back with another size is asked for it', async () => {
    const { terminal } = show(fourKinds());
    Object.assign(terminal.output, { getWindowSize: () => [40, 10] });
    terminal.output.resize(40, 10);
    expect((await terminal.lines()).at(-1)).toBe('q quit  ? help  s sort  / filter');
  });
});

describe('texts that cannot be trusted', () => {
  test.each([
    ['wide characters', '検知ルール-日本語', '検知ルール-日本語'],
    ['combining characters', 'e\u0301tude', 'e\u0301tude'],
    ['escape sequences', '\u001b[2Jevil\u001b]0;title\u0007', 'evil'],
    ['line breaks', 'two\nlines', 'twolines'],
    ['characters that turn text round', '\u202edlrow', 'dlrow'],
  ])('%s leave the columns where they are', async (_, id, shown) => {
    const source = fourKinds();
    Object.assign(source, {
      rules: source.rules.map((rule, at) => (at === 1 ? { ...rule, id, name: id } : rule)),
    });
    const screen = show(source, 120);
    const columnOf = (line: string, part: string) => {
      const cells = line.slice(0, line.indexOf(part));
      return [...cells].reduce(
        (sum, character) =>
          sum +
          (/\p{Script=Han}|\p{Script=Katakana}|ー/u.test(character) ? 2 : /\p{M}/u.test(character) ? 0 : 1),
        0,
      );
    };
    const hostile = await lineOf(screen, shown);
    expect(hostile).not.toBe('');
    expect(columnOf(hostile, ' Lua')).toBe(columnOf(await lineOf(screen, 'eql-one'), ' EQL'));
  });

  test('`__proto__` is a rule like others', async () => {
    const source = fourKinds();
    Object.assign(source, {
      rules: source.rules.map((rule) => ({ ...rule, id: '__proto__', name: '__proto__' })),
    });
    expect(await shownRules(show(source).terminal)).toEqual(Array(4).fill('__proto__'));
  });
});

describe('colours', () => {
  test('without them not one style is written', async () => {
    const { terminal } = show(fourKinds());
    await terminal.type('sj\r');
    expect(terminal.output.written.replaceAll('\u001b[0m', '')).not.toMatch(/\u001b\[[\d;]*m/);
  });

  test('a high figure is red and its rule marked, a medium one yellow, a low one green', async () => {
    const source = fourKinds();
    const [high, medium] = [{ memoryBytes: 200e6 }, { memoryBytes: 20e6 }];
    source.snapshot = liveSnapshot({ figures: [high, medium, { memoryBytes: 1 }, {}] });
    const screen = show(source, 80, 24, { color: true });
    const { terminal } = screen;
    await terminal.text();
    expect(terminal.output.written).toContain('\u001b[31m200.00 MB\u001b[39m');
    expect(terminal.output.written).toContain('\u001b[33m 20.00 MB\u001b[39m');
    expect(terminal.output.written).toContain('\u001b[32m      1 B\u001b[39m');
    expect(await lineOf(screen, 'eql-one')).toContain('!! eql-one');
    expect(await lineOf(screen, 'lua-one')).toContain('!  lua-one');
    expect(await lineOf(screen, 'sequence-one')).toContain('   sequence-one');
  });

  test('thresholds can be set', async () => {
    const source = fourKinds();
    source.snapshot = liveSnapshot({ figures: [{ memoryBytes: 5_000 }, {}, {}, {}] });
    const limit = { medium: 1_000, high: 4_000 };
    const thresholds = { cpuShare: limit, memoryBytes: limit, alertRate: limit, latencyNs: limit };
    expect(await lineOf(show(source, 80, 24, { thresholds }), 'eql-one')).toContain('!! eql-one');
  });

  test('a rule that was taken out is marked', async () => {
    const source = fourKinds();
    source.snapshot = liveSnapshot({ figures: [{ quarantined: true }, {}, {}, {}] });
    expect(await lineOf(show(source), 'eql-one')).toContain(' x  eql-one');
  });
});

describe('what is said of sampling', () => {
  test.each([
    [
      { samples: null, askedIntervalUs: 1_000, observedIntervalUs: null },
      'sampling, one in 1.00 ms asked for',
    ],
    [{ samples: 10, askedIntervalUs: 1_000, observedIntervalUs: null }, '10 samples'],
    [{ samples: 4_000, askedIntervalUs: 1_000, observedIntervalUs: 1_050 }, '4,000 samples, one in 1.05 ms'],
    [
      { samples: 4_000, askedIntervalUs: 1_000, observedIntervalUs: 1_310 },
      '!! 4,000 samples, one in 1.31 ms instead of 1.00 ms',
    ],
  ])('%j', async (sampling, text) => {
    const source = fourKinds();
    const phaseNs = { ...source.snapshot.phaseNs, profiler: 1e6 };
    source.snapshot = { ...source.snapshot, phaseNs, sampling };
    // Rules took 10 ms.
    expect(await show(source, 120).terminal.text()).toContain(`  ${text}  profiling 9.1 %\n`);
  });

  test('nothing where the run is not profiled', async () => {
    const text = await show(fourKinds(), 120).terminal.text();
    expect(text).not.toMatch(/sampl|profiling/);
  });

  test('before anything is billed nobody knows what profiling takes', async () => {
    const source = fourKinds();
    const sampling = { samples: 10, askedIntervalUs: 1_000, observedIntervalUs: null };
    source.snapshot = { ...liveSnapshot({ figures: [{}, {}, {}, {}] }), sampling };
    expect(await show(source, 120).terminal.text()).toContain('  10 samples\n');
  });
});

describe('where the time went', () => {
  test('types that the pack has, then phases', async () => {
    const source = fourKinds();
    source.snapshot = { ...source.snapshot, phaseNs: { ...source.snapshot.phaseNs, decode: 10e6 } };
    expect(await show(source, 120).terminal.text()).toContain(
      'EQL  20 %  Sequence  10 %  Lua  15 %  Wasm   5 %  read   0 %  decode  50 %  extract   0 %',
    );
  });
});

describe('the end', () => {
  test('q gives the terminal back, then asks to quit', async () => {
    const { terminal, asked } = show(fourKinds());
    await terminal.type('q');
    expect(asked).toEqual(['quit']);
    expect(await terminal.isAsBefore()).toBe(true);
  });

  test('Ctrl-C asks to stop and leaves the view', async () => {
    const { terminal, asked } = show(fourKinds());
    await terminal.type(CTRL_C);
    await terminal.type(CTRL_C);
    expect(asked).toEqual(['interrupt', 'interrupt']);
    expect(await terminal.text()).toContain('kestrel-perf top');
  });

  test.each(['q', CTRL_C, ESCAPE, 'x'])('the final figures stay until a key: %j', async (key) => {
    const source = fourKinds();
    const { terminal, top, asked } = show(source);
    source.snapshot = {
      ...source.snapshot,
      progress: { ...source.snapshot.progress, state: 'done', events: 77_777 },
    };
    let over = false;
    const finished = top.finished().then(() => {
      over = true;
    });
    expect(await terminal.text()).toContain('77,777 events');
    expect((await terminal.lines()).at(-1)).toMatch(/^q closes and prints the report/);
    await terminal.type('sj');
    expect(over).toBe(false);
    await terminal.type(key);
    await finished;
    expect(asked).toEqual([]);
    expect(await terminal.isAsBefore()).toBe(true);
  });

  test('a display that stands still shows the final figures, too', async () => {
    const source = fourKinds();
    const { terminal, top } = show(source);
    await terminal.type('p');
    source.snapshot = { ...source.snapshot, progress: { ...source.snapshot.progress, events: 77_777 } };
    void top.finished();
    expect(await terminal.text()).toContain('77,777 events');
    expect(await terminal.text()).not.toContain('FROZEN');
  });

  test('it says why the engine failed', async () => {
    const { terminal, top } = show(fourKinds());
    void top.finished('the engine ran out of memory');
    expect((await terminal.lines()).at(-1)).toBe('the engine ran out of memory');
    expect(await terminal.text()).toMatch(/^kestrel-perf top .* FAILED\n/);
    await terminal.type('s');
    expect((await terminal.lines()).at(-1)).toMatch(/^q closes and prints the report/);
  });

  test('of a process that is gone, the title says that and not that the run failed', async () => {
    const { terminal, top } = show(fourKinds(), 80, 24, { isAttached: true });
    void top.finished('the replay is gone', 'gone');
    expect(await terminal.text()).toMatch(/^kestrel-perf top .* GONE\n/);
    expect(await terminal.text()).not.toContain('FAILED');
    expect((await terminal.lines()).at(-1)).toBe('the replay is gone');
  });

  test('after Ctrl-C it does not wait for another key', async () => {
    const { terminal, top } = show(fourKinds());
    await terminal.type(CTRL_C);
    await top.finished();
    expect(await terminal.isAsBefore()).toBe(true);
  });

  test('with exitAtEnd, and after q, it is over at once', async () => {
    const first = show(fourKinds(), 80, 24, { exitAtEnd: true });
    await first.top.finished();
    expect(await first.terminal.isAsBefore()).toBe(true);
    const second = show(fourKinds());
    await second.terminal.type('q');
    await second.top.finished();
  });

  test('stop may come at any time, more than once', async () => {
    const { terminal, top } = show(fourKinds());
    top.stop();
    top.stop();
    expect(await terminal.isAsBefore()).toBe(true);
    const written = terminal.output.written.length;
    await terminal.type('s');
    expect(terminal.output.written).toHaveLength(written);
  });
});

describe('a run of another process', () => {
  test('goes on after the keys that stop one of this process, and help and footer say so', async () => {
    const own = show(fourKinds(), 80, 60);
    const attached = show(fourKinds(), 80, 60, { isAttached: true });
    expect((await own.terminal.lines()).at(-1)).toMatch(/^q quit {2}/);
    expect((await attached.terminal.lines()).at(-1)).toMatch(/^q detach {2}/);
    await own.terminal.type('?');
    await attached.terminal.type('?');
    expect(await own.terminal.text()).toMatch(/\nq +stop the replay;.*\nCtrl-C +stop the replay\n/s);
    expect(await attached.terminal.text()).toMatch(
      /\nq +detach, the replay goes on;.*\nCtrl-C +detach, the replay goes on\n/s,
    );
    expect(await attached.terminal.text()).not.toContain('stop the replay');
  });

  test('prints its report where it runs', async () => {
    const source = fourKinds();
    const { terminal, top } = show(source, 80, 24, { isAttached: true });
    source.snapshot = { ...source.snapshot, progress: { ...source.snapshot.progress, state: 'done' } };
    void top.finished();
    expect((await terminal.lines()).at(-1)).toMatch(/^q closes {2}/);
  });
});

describe('drawing', () => {
  test('each frame is one synchronised update', async () => {
    const { terminal } = show(fourKinds());
    await terminal.type('s');
    const begun = terminal.output.written.split('\u001b[?2026h').length - 1;
    const ended = terminal.output.written.split('\u001b[?2026l').length - 1;
    expect(begun).toBeGreaterThanOrEqual(2);
    expect(ended).toBe(begun);
  });

  test('a key that changes one line writes one line', async () => {
    const { terminal } = show(fourKinds());
    await terminal.text();
    const before = terminal.output.written.length;
    await terminal.type('/');
    const update = terminal.output.written.slice(before);
    expect(update.match(/\u001b\[\d+;1H/g)).toEqual(['\u001b[24;1H']);
  });

  test('a slow line gets the newest frame once it is ready', async () => {
    const source = fourKinds();
    const { terminal } = show(source);
    terminal.output.isFull = true;
    await terminal.type('1');
    const written = terminal.output.written.length;
    await terminal.type('0');
    await terminal.type('4');
    expect(terminal.output.written).toHaveLength(written);
    terminal.output.isFull = false;
    terminal.output.emit('drain');
    expect(await shownRules(terminal)).toEqual(['wasm-one']);
  });

  test('figures come by themselves', async () => {
    const source = fourKinds();
    show(source);
    await vi.waitFor(() => expect(source.reads).toBeGreaterThan(1));
  });
});
