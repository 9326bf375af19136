import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilter } from '../../src/engine/compile-filter.ts';
import { Engine } from '../../src/engine/engine.ts';
import { ecsVocabulary } from '../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../src/engine/events/field-value.ts';
import type { Vocabulary } from '../../src/engine/events/vocabulary.ts';
import { windowsVocabulary } from '../../src/engine/events/windows-vocabulary.ts';
import { referenceMatches } from '../reference/evaluate.ts';
import { RecordingProbe } from '../support/recording-probe.ts';
import { ruleOf } from '../support/rule.ts';
import { arbitraryEvent, EVENT_CATEGORIES } from './eql/arbitrary-event.ts';
import { arbitraryEventQuery } from './eql/arbitrary-query.ts';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

const withoutKinds: Vocabulary = {
  name: windowsVocabulary.name,
  reader: windowsVocabulary.reader,
  toEcs: windowsVocabulary.toEcs,
};

/** The alerts as [event, rule], and how often each rule ran. */
function run(vocabulary: Vocabulary, queries: readonly string[], records: readonly EventRecord[]) {
  const engine = new Engine(queries.map((query, index) => ruleOf(query, { id: `rule-${index}` })));
  const probe = new RecordingProbe();
  const alerts: unknown[] = [];
  const eventNumbers = records.map((_, row) => row + 1);
  engine.run(
    { vocabulary, records, eventNumbers },
    ({ rule, events }) => alerts.push([events[0], rule]),
    probe,
  );
  return { alerts, evaluated: probe.seen.map(({ evaluated }) => evaluated) };
}

describe('what is known of a kind of event', () => {
  it('keeps rules from looking at events that never have what they need', () => {
    const created = { EventID: 1, Channel: SYSMON, Image: 'C:\\a.exe', ParentImage: 'C:\\b.exe' };
    const accessed = { EventID: 10, Channel: SYSMON, SourceImage: 'C:\\a.exe' };
    const queries = [
      'process where process.parent.name : "b.e*"',
      'process where process.name : "a.exe"',
      'process where process.parent.name : "x" or (process.parent.name != null and process.name : "a.exe")',
      'process where not process.parent.name : "b.exe"',
    ];
    const { alerts, evaluated } = run(windowsVocabulary, queries, [created, accessed, accessed]);
    expect(evaluated).toEqual([1, 3, 1, 3]);
    expect(alerts).toEqual(run(withoutKinds, queries, [created, accessed, accessed]).alerts);
    expect(run(withoutKinds, queries, [created, accessed, accessed]).evaluated).toEqual([3, 3, 3, 3]);
  });

  it('changes no alert over Windows events', () => {
    const name = fc.constantFrom('a.exe', 'b.exe', 'C:\\a.exe', 'C:\\b.exe', '', '-');
    const record = fc.record(
      {
        EventID: fc.constantFrom<unknown>(1, 3, 7, 10, 11, 13, '1', 4624, 4656, 4688, 9999),
        Channel: fc.constantFrom(SYSMON, 'Security', 'Application', 'Linux-Sysmon/Operational'),
        SourceName: fc.constantFrom('Microsoft-Windows-Sysmon', 'Other'),
        Category: fc.constantFrom('Logon', 'start'),
        EventType: fc.constantFrom('AUDIT_SUCCESS', 'AUDIT_FAILURE'),
        Image: name,
        SourceImage: name,
        ParentImage: name,
        NewProcessName: name,
        TargetFilename: name,
      },
      { requiredKeys: ['EventID', 'Channel'] },
    );
    const test = fc.constantFrom(
      'process.name : "a.exe"',
      'process.parent.name : ("a.exe", "b.exe")',
      'process.parent.name == null',
      'file.path : "C:*"',
      'file.name != null',
      'event.type == "start"',
      'event.type in ("info", "change")',
      'event.outcome == "failure"',
      'event.action == "Logon"',
      'event.provider : "Other"',
      'host.os.type == "windows"',
      'winlog.event_data.Image : "b.exe"',
      'length(process.parent.name) > 0',
    );
    const negatable = fc.oneof(
      test,
      test.map((text) => `not ${text}`),
    );
    const condition = fc
      .tuple(negatable, fc.constantFrom('and', 'or'), negatable, fc.constantFrom('and', 'or'), negatable)
      .map(([a, first, b, second, c]) => `(${a} ${first} ${b}) ${second} ${c}`);
    const query = fc
      .tuple(fc.constantFrom('any', 'process', 'file', 'authentication'), condition)
      .map(([category, text]) => `${category} where ${text}`);
    fc.assert(
      fc.property(
        fc.array(query, { minLength: 1, maxLength: 5 }),
        fc.array(record, { minLength: 1, maxLength: 30 }),
        (queries, records) => {
          const expected = run(withoutKinds, queries, records).alerts;
          expect(run(windowsVocabulary, queries, records).alerts).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('changes no answer where it is known of every field', () => {
    const one: Vocabulary = { ...ecsVocabulary, kinds: { kindOf: () => 0, decides: () => true } };
    const query = arbitraryEventQuery({ dialect: 'elastic', categories: EVENT_CATEGORIES });
    fc.assert(
      fc.property(query, arbitraryEvent, ({ filter }, record) => {
        // One event is all there is of its kind.
        const { matches } = compileFilter(filter, { dialect: 'elastic', vocabulary: one });
        expect(matches(record)).toBe(referenceMatches(filter, record, { dialect: 'elastic' }));
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
