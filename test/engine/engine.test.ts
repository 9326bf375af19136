import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/engine/alert.ts';
import { Engine, type EngineOptions } from '../../src/engine/engine.ts';
import { ecsVocabulary } from '../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../src/engine/events/field-value.ts';
import { RecordingProbe } from '../support/recording-probe.ts';
import { ruleOf } from '../support/rule.ts';

function replay(
  queries: readonly string[],
  records: readonly EventRecord[],
  options: EngineOptions = {},
  probe?: RecordingProbe,
): Alert[] {
  const rules = queries.map((query, index) => ruleOf(query, { id: `rule-${index}` }));
  const engine = new Engine(rules, options);
  const batchSize = options.batchSize ?? 1024;
  const alerts: Alert[] = [];
  for (let start = 0; start < records.length; start += batchSize) {
    const slice = records.slice(start, start + batchSize);
    const eventNumbers = slice.map((_, index) => start + index + 1);
    engine.run(
      { vocabulary: ecsVocabulary, records: slice, eventNumbers },
      (alert) => alerts.push(alert),
      probe,
    );
  }
  return alerts;
}

const event = (category: string | string[], fields: Record<string, unknown> = {}): EventRecord => ({
  event: { category },
  ...fields,
});

const found = (alerts: readonly Alert[]) => alerts.map(({ rule, events }) => [events[0], rule]);

describe('Engine', () => {
  it('gives alerts in event order, then rule order', () => {
    const queries = ['file where true', 'any where true', 'process where true'];
    const records = [event('process'), event('file'), event('process')];
    expect(found(replay(queries, records))).toEqual([
      [1, 1],
      [1, 2],
      [2, 0],
      [2, 1],
      [3, 1],
      [3, 2],
    ]);
  });

  it('offers an event to each of its categories, exactly as written, and to `any` without one', () => {
    const records = [event(['process', 'network', 'process']), event('Process'), {}, event([])];
    expect(found(replay(['process where true', 'network where true', 'any where true'], records))).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 2],
      [3, 2],
      [4, 2],
    ]);
  });

  it('takes the category from the field a rule names', () => {
    const rule = ruleOf('start where true', { categoryField: 'event.type' });
    const alerts: Alert[] = [];
    const batch = {
      vocabulary: ecsVocabulary,
      records: [{ 'event.type': ['info', 'start'] }],
      eventNumbers: [1],
    };
    new Engine([rule]).run(batch, (alert) => alerts.push(alert));
    expect(alerts).toHaveLength(1);
  });

  it('names events by their number and carries their own time', () => {
    const alerts: Alert[] = [];
    const records = [{ '@timestamp': '2024-03-01T00:00:00.000000001Z' }, { '@timestamp': 'rubbish' }];
    const batch = { vocabulary: ecsVocabulary, records, eventNumbers: [17, 40] };
    new Engine([ruleOf('any where true')]).run(batch, (alert) => alerts.push(alert));
    expect(alerts).toEqual([
      { rule: 0, timeNs: 1709251200000000001n, events: [17] },
      { rule: 0, timeNs: undefined, events: [40] },
    ]);
  });

  it('refuses a batch beyond its size', () => {
    const batch = { vocabulary: ecsVocabulary, records: [{}, {}], eventNumbers: [1, 2] };
    expect(() => new Engine([], { batchSize: 1 }).run(batch, () => {})).toThrow(RangeError);
  });

  it('does not see the values of the batch before', () => {
    const records = [event('process', { a: 'x' }), event('process')];
    expect(found(replay(['process where a == "x"'], records, { batchSize: 1 }))).toEqual([[1, 0]]);
  });
});

describe('what the engine tells a probe', () => {
  const queries = [
    'process where host.os.type == "windows" and event.type == "start" and process.name == "a"',
    'process where host.os.type == "windows" and event.type == "start" and process.args : "b*"',
    'process where host.os.type == "linux"',
    'file where host.os.type == "windows"',
  ];
  const start = (name: string) => ({
    event: { category: 'process', type: 'start' },
    host: { os: { type: 'windows' } },
    process: { name, args: ['b1'] },
  });

  it('counts what each rule was offered, ran on and matched', () => {
    const probe = new RecordingProbe();
    replay(queries, [start('a'), start('c'), event('process'), event('network')], {}, probe);
    const byRule = [...probe.seen].sort((a, b) => a.rule - b.rule);
    expect(byRule).toEqual([
      { rule: 0, offered: 3, evaluated: 1, matched: 1 },
      { rule: 1, offered: 3, evaluated: 2, matched: 2 },
      { rule: 2, offered: 3, evaluated: 0, matched: 0 },
    ]);
    expect(probe.alerts.map(({ rule }) => rule)).toEqual([0, 1, 1]);
  });

  it('reports a rule once per batch that it was offered something of, also where it ran on nothing', () => {
    const probe = new RecordingProbe();
    replay(queries, [start('a'), event('process'), event('network')], { batchSize: 1 }, probe);
    for (const rule of [0, 1, 2]) expect(probe.seen.filter((seen) => seen.rule === rule)).toHaveLength(2);
    expect(probe.seen.filter(({ rule }) => rule === 3)).toEqual([]);
  });

  it('counts events that a value rules out as offered and not as evaluated, in any case of its letters', () => {
    const probe = new RecordingProbe();
    const rules = [
      'process where process.name in~ ("A.exe", "b.exe") and process.pid > 1',
      'process where process.name == "a.exe" or process.parent.name == "a.exe"',
      'process where process.pid == 4 and process.name != "b.exe"',
    ];
    const started = (name: unknown, pid: unknown, parent?: string) =>
      event('process', { process: { name, pid, ...(parent !== undefined && { parent: { name: parent } }) } });
    const records = [
      started('a.exe', 4, 'a.exe'),
      started('B.EXE', '4.0'),
      started(['c.exe', 'a.exe', 'b.exe'], [4, 5]),
      started('c.exe', 5, 'a.exe'),
      started(undefined, 5),
    ];
    const alerts = replay(rules, records, {}, probe);
    const seen = probe.seen.map(({ rule, offered, evaluated, matched }) => [
      rule,
      offered,
      evaluated,
      matched,
    ]);
    expect(seen.sort(([a], [b]) => a! - b!)).toEqual([
      [0, 5, 3, 3],
      [1, 5, 3, 3],
      [2, 5, 3, 2],
    ]);
    expect(alerts).toEqual(replay(rules, records, { index: false }));
  });

  it('counts the same of the steps of a sequence', () => {
    const probe = new RecordingProbe();
    const query =
      'sequence by host.id [process where process.name == "a"] [process where process.name : ("b", "c")]';
    const records = ['a', 'x', 'B', 'c'].map((name) =>
      event('process', { host: { id: 1 }, process: { name } }),
    );
    replay([query], records, {}, probe);
    expect(probe.seen).toEqual([{ rule: 0, offered: 4, evaluated: 3, matched: 3 }]);
    expect(probe.steps.map(({ evaluated, matched }) => [evaluated, matched])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('bills the reading of columns to extract and looking values up to index, not to the rule that asked first', () => {
    const probe = new RecordingProbe();
    replay(['process where a == "x" and length(b) > 1'], [event('process', { a: 'x', b: 'yy' })], {}, probe);
    expect(probe.entered).toEqual([
      ...['extract', 'index', 'extract', 'index', 'extract', 'index'],
      ...['extract', 0, 'extract', 0, 'profiler', 'collect'],
    ]);
  });

  it('tells each field apart, and counts a cell once however many rules read it', () => {
    const probe = new RecordingProbe();
    const rules = ['process where a : "x*"', 'process where a != "x" and b != 1'].map((text) => ruleOf(text));
    const engine = new Engine(rules);
    const records = [event('process', { a: 'x', b: 1 }), event('process', { a: 'y', b: 1 })];
    engine.run({ vocabulary: ecsVocabulary, records, eventNumbers: [1, 2] }, () => {}, probe);
    const pathOf = (field: number) => engine.fieldPaths[field];
    expect(probe.fields.map(pathOf)).toEqual(['event.category', 'a', 'a', 'b']);
    const cells = [...probe.cells].map(([field, count]) => [pathOf(field), count]);
    expect(cells).toEqual([
      ['event.category', 2],
      ['a', 2],
      ['b', 2],
    ]);
  });

  it('bills nothing to a rule that has no event to look at', () => {
    const probe = new RecordingProbe();
    const rules = ['process where a == "x"', 'file where a == "x"', 'process where a == "y"'];
    replay(rules, [event('process', { a: 'x' })], {}, probe);
    expect(probe.entered).not.toContain(1);
    expect(probe.entered).not.toContain(2);
    expect(probe.entered.slice(probe.entered.lastIndexOf(0) + 1)).toEqual(['profiler', 'collect']);
  });
});

describe('answers do not depend on how the work is cut', () => {
  const words = fc.constantFrom('a', 'A', 'b', 'start', 'stop', 'windows', 'linux');
  const condition = fc.oneof(
    words.map((word) => `host.os.type == "${word}"`),
    words.map((word) => `event.type == "${word}"`),
    words.map((word) => `not event.type in ("${word}", "x")`),
    words.map((word) => `process.name : "${word}*"`),
    words.map((word) => `process.name != "${word}"`),
    fc.constant('length(process.name) > 1'),
    fc.constant('process.name == null'),
  );
  const query = fc
    .tuple(fc.constantFrom('process', 'file', 'any'), fc.array(condition, { minLength: 1, maxLength: 4 }))
    .map(([category, conditions]) => `${category} where ${conditions.join(' and ')}`);
  const value = fc.option(fc.oneof(words, fc.array(words, { maxLength: 3 })), { nil: undefined });
  const record = fc.record({
    'event.category': fc.constantFrom('process', 'file', undefined),
    'event.type': value,
    host: fc.record({ os: fc.record({ type: value }) }),
    process: fc.record({ name: value }),
  });

  it('the same alerts at any batch size, with and without the index', () => {
    fc.assert(
      fc.property(
        fc.array(query, { minLength: 1, maxLength: 12 }),
        fc.array(record, { maxLength: 30 }),
        fc.integer({ min: 1, max: 31 }),
        (queries, records, batchSize) => {
          const whole = replay(queries, records, { index: false });
          expect(replay(queries, records, { batchSize })).toEqual(whole);
          expect(replay(queries, records, { batchSize, index: false })).toEqual(whole);
        },
      ),
    );
  });
});
