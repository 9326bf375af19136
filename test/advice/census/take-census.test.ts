import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilterCensus } from '../../../src/advice/census/census-findings.ts';
import { takeCensus } from '../../../src/advice/census/take-census.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { FieldDemand } from '../../../src/engine/events/field-demand.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import type { EqlRule } from '../../../src/engine/rule.ts';
import { createMonotonicClock } from '../../../src/profiler/clock.ts';
import { ruleOf } from '../../support/rule.ts';

const LONG = 'abcdefghij'.repeat(30);

/** Process events, every tenth by alice, each with a long command line; and as many of the network. */
const EVENTS = Array.from({ length: 3_000 }, (_, at): EventRecord => {
  const category = at % 2 === 0 ? 'process' : 'network';
  const user = { name: at % 10 === 0 ? 'alice' : 'bob' };
  return { event: { category }, process: { name: `p${at % 7}.exe`, command_line: `${at} ${LONG}` }, user };
});

function census(
  queries: readonly string[],
  options: { index?: boolean; budgetNs?: number; demand?: FieldDemand; events?: readonly EventRecord[] } = {},
) {
  const { index = true, budgetNs, demand, events = EVENTS } = options;
  const clock = createMonotonicClock();
  const rules = queries.map((query, at): EqlRule => ruleOf(query, { id: `rule-${at}` }));
  return takeCensus({
    rules,
    sample: [{ vocabulary: ecsVocabulary, records: events }],
    // The first costs most.
    cpuTimeNs: rules.map((_, at) => 1e9 - at),
    demand,
    index,
    clock,
    cpuClock: clock,
    budgetNs: budgetNs ?? 60e9,
  });
}

const filterOf = (query: string, options = {}): FilterCensus => census([query], options).filters[0]!;
const textOf = (query: string, { span }: { span: { start: { offset: number }; end: { offset: number } } }) =>
  query.slice(span.start.offset, span.end.offset);

describe('what a census counts', () => {
  it('is how often each clause holds, by itself and where it stands', () => {
    const query =
      'process where user.name == "alice" and process.name == "p0.exe" and not process.name : "p1*"';
    const { offered, candidates, matched, clauses } = filterOf(query);
    expect([offered, candidates]).toEqual([1_500, 1_500]);
    const bySelf = EVENTS.filter((_, at) => at % 2 === 0);
    expect(matched).toBe(EVENTS.filter((_, at) => at % 70 === 0).length);
    expect(
      clauses.map((clause) => [textOf(query, clause), clause.held, clause.reached, clause.isExclusion]),
    ).toEqual([
      ['user.name == "alice"', 300, 1_500, false],
      [
        'process.name == "p0.exe"',
        bySelf.filter(({ process }) => (process as { name: string }).name === 'p0.exe').length,
        300,
        false,
      ],
      ['not process.name : "p1*"', expect.any(Number), matched, true],
    ]);
  });

  it('is the same without an index, but for the order', () => {
    const query = 'process where process.name : "p1*" and user.name == "alice"';
    const { matched, clauses } = filterOf(query, { index: false });
    expect(matched).toBe(filterOf(query).matched);
    expect(clauses.map((clause) => textOf(query, clause))).toEqual([
      'process.name : "p1*"',
      'user.name == "alice"',
    ]);
  });

  it('is what the index decides where it left no event', () => {
    const query = 'process where host.os.type == "linux" and user.name == "alice"';
    const { candidates, clauses } = filterOf(query);
    expect(candidates).toBe(0);
    expect(clauses[0]).toMatchObject({ evaluated: 1_500, held: 0 });
    expect(textOf(query, clauses[0]!)).toBe('host.os.type == "linux"');
  });

  it('is fields that no event of the category has', () => {
    const query =
      'process where user.name == "alice" and ?process.pe.company == "x" and dns.question.name == "y"';
    expect(filterOf(query).absentFields.map(({ path }) => path)).toEqual([
      'process.pe.company',
      'dns.question.name',
    ]);
  });

  it('says nothing of fields that were not decoded', () => {
    const query = 'process where user.name == "alice" and dns.question.name == "y"';
    const demand = { paths: ['user.name'], pathsOfKind: () => ['user.name'] };
    expect(filterOf(query, { demand }).absentFields).toEqual([]);
  });

  it('is each step of a sequence', () => {
    const query =
      'sequence by user.name [process where true] [network where process.name == "p1.exe"] until [process where false]';
    expect(census([query]).filters.map(({ step, offered }) => [step, offered])).toEqual([
      [0, 1_500],
      [1, 1_500],
      [undefined, 1_500],
    ]);
  });

  it('is the rules that cost most where time is short', () => {
    const { rules, filters } = census(['process where user.name == "a"', 'process where user.name == "b"'], {
      budgetNs: 1,
    });
    expect([rules, filters.length]).toEqual([0, 0]);
  });
});

describe('what takes too long', () => {
  const CLAUSE = 'process.name like ("p?", "p?.e*")';
  const manyClauses = (count: number) => `process where ${new Array(count).fill(CLAUSE).join(' and ')}`;

  it('is not looked at where a condition has hundreds of clauses', () => {
    const events = EVENTS.slice(0, 20);
    expect(filterOf(manyClauses(256), { events }).clauses).toHaveLength(256);
    expect(census([manyClauses(257)], { events }).filters).toEqual([]);
  });

  it('ends in the middle of a rule, which is then left out', () => {
    // Ten units pass between two looks at the clock.
    let now = 0;
    const clock = () => (now += 10);
    const rules = [
      ruleOf('process where process.name : "p1*" and user.name like "a*"'),
      ruleOf(manyClauses(100)),
    ];
    const { filters } = takeCensus({
      rules,
      sample: [{ vocabulary: ecsVocabulary, records: EVENTS }],
      cpuTimeNs: [2, 1],
      demand: undefined,
      index: true,
      clock,
      cpuClock: clock,
      budgetNs: 500,
    });
    expect(filters.map(({ rule }) => rule)).toEqual([0]);
  });

  it('ends before the next trial', () => {
    const query =
      'process where process.command_line regex ".*zz.*yy.*" and process.command_line regex ".*nowhere.*"';
    let asked = 0;
    const { filters } = takeCensus({
      rules: [ruleOf(query)],
      sample: [{ vocabulary: ecsVocabulary, records: EVENTS }],
      cpuTimeNs: [1],
      demand: undefined,
      index: true,
      clock: () => 0,
      // Asked once before the rule, for each of its clauses and before its trials, and by then not used up.
      cpuClock: () => (++asked <= 5 ? 0 : 1e9),
      budgetNs: 1e6,
    });
    expect(asked).toBeGreaterThan(5);
    expect(filters[0]!.clauses).toHaveLength(2);
    expect(filters[0]!.trials).toEqual([]);
  });
});

describe('what a census tries', () => {
  const kindsOf = (query: string, options = {}) =>
    filterOf(query, options).trials.map(({ rewrite }) => rewrite.kind);

  it('puts a cheap clause that rules most out before a dear one', () => {
    const query = 'process where process.command_line regex ".*zz.*yy.*" and process.name : "q*"';
    const [trial] = filterOf(query).trials;
    expect(trial!.rewrite).toMatchObject({ kind: 'move', operator: 'and', movedSettles: 1 });
    const { moved, before } = trial!.rewrite as Extract<typeof trial, object>['rewrite'] & { kind: 'move' };
    expect([textOf(query, { span: moved }), textOf(query, { span: before })]).toEqual([
      'process.name : "q*"',
      'process.command_line regex ".*zz.*yy.*"',
    ]);
  });

  it('leaves an order alone that is the best', () => {
    expect(kindsOf('process where process.name : "q*" and process.command_line regex ".*zz.*yy.*"')).toEqual(
      [],
    );
  });

  it('puts an alternative that mostly holds before a dear one, also under not', () => {
    const query = 'process where not (process.command_line regex ".*zz.*yy.*" or process.name : "p*")';
    expect(filterOf(query).trials.map(({ rewrite }) => rewrite)).toMatchObject([
      { kind: 'move', operator: 'or' },
    ]);
  });

  it('replaces a regular expression by a plain test', () => {
    const query = 'process where process.command_line regex ".*nowhere.*"';
    expect(filterOf(query).trials.map(({ rewrite }) => rewrite)).toMatchObject([
      { kind: 'plain', replacement: 'process.command_line like "*nowhere*"' },
    ]);
  });

  it('does without folding where the data has one case, and only there', () => {
    const query = 'process where process.name regex~ "p[0-3]+.exe"';
    expect(kindsOf(query)).toEqual(['case']);
    const mixed = EVENTS.map((event, at) =>
      at % 4 === 0 ? { ...event, process: { name: `P${at % 7}.EXE`, command_line: '' } } : event,
    );
    expect(kindsOf(query, { events: mixed })).toEqual([]);
    expect(kindsOf('process where process.name regex~ "nobody[0-9]"')).toEqual([]);
  });

  it('leaves out what always holds, but no exclusion', () => {
    expect(kindsOf('process where process.name : "p*.exe" and user.name == "alice"')).toEqual(['drop']);
    expect(kindsOf('process where not process.name : "q*.exe" and user.name == "alice"')).toEqual([]);
  });

  it('leaves out no alternatives that exclude', () => {
    const excluding = [
      'process.name != "x.exe" or user.name != "carol"',
      'not (process.name : "q*.exe" and user.name like "car*")',
      'startsWith(process.name, "q") == false or user.name like "car*"',
    ];
    for (const clause of excluding)
      expect(kindsOf(`process where user.name == "alice" and (${clause})`)).not.toContain('drop');
  });

  it('leaves out nothing that asks for a field which an exclusion reads', () => {
    const excludes = (field: string) =>
      kindsOf(`process where length(process.name) > 0 and not ${field} : "q*" and user.name == "alice"`);
    expect(excludes('process.name')).not.toContain('drop');
    expect(excludes('process.command_line')).toContain('drop');
  });

  it('leaves out nothing that the index learns from: without it the rule would look at more events', () => {
    const sorts = EVENTS.map((event, at) => ({
      ...event,
      event: { category: 'process', code: at % 2 === 0 ? '1' : '9' },
    }));
    const clause =
      '(event.code == "1" and process.name like "p*") or (event.code == "3" and user.name like "a*")';
    const query = `process where (${clause}) and user.name like "a?ice"`;
    expect(filterOf(query, { events: sorts })).toMatchObject({ offered: 3_000, candidates: 1_500 });
    expect(kindsOf(query, { events: sorts })).not.toContain('drop');
    expect(kindsOf(query.replace('"9"', '"1"'), { events: sorts, index: false })).not.toContain('drop');
    const oneSort = sorts.map((event) => ({ ...event, event: { category: 'process', code: '1' } }));
    expect(kindsOf(query, { events: oneSort })).toContain('drop');
  });

  it('writes out no plain form that is longer than a report can say', () => {
    const pattern = (length: number) => `(${[...'abcdefghijklmnopqrst'].join('|')})${'x'.repeat(length)}`;
    const kindsFor = (length: number) =>
      kindsOf(`process where process.command_line regex "${pattern(length)}"`);
    expect(kindsFor(20)).toEqual(['plain']);
    expect(kindsFor(60)).toEqual([]);
  });

  it('tries nothing on few events', () => {
    expect(
      kindsOf('process where process.command_line regex ".*nowhere.*"', { events: EVENTS.slice(0, 300) }),
    ).toEqual([]);
  });
});

it('survives whatever a rule says', () => {
  const name = fc.constantFrom(
    'user.name',
    'process.name',
    'process.`__proto__`',
    '`constructor`',
    'process.command_line',
  );
  const text = fc
    .string({ unit: 'binary', maxLength: 12 })
    .map((value) => `"${value.replace(/["\\\n\r\p{C}]/gu, '')}"`);
  const clause = fc.oneof(
    fc.tuple(name, text).map(([field, value]) => `${field} == ${value}`),
    fc.tuple(name, text).map(([field, value]) => `${field} : ${value}`),
    fc
      .tuple(name, fc.constantFrom('".*a.*"', '"(a|b)c"', '"a{2}"'))
      .map(([field, value]) => `${field} regex~ ${value}`),
  );
  const join = fc.constantFrom(' and ', ' or ', ' and not ');
  fc.assert(
    fc.property(fc.array(fc.tuple(join, clause), { minLength: 1, maxLength: 5 }), (parts) => {
      const condition = parts.map(([operator, one], at) => (at === 0 ? one : operator + one)).join('');
      const found = census([`any where ${condition}`], { events: EVENTS.slice(0, 400), budgetNs: 50e6 });
      expect(found.filters).toHaveLength(1);
    }),
    { numRuns: 25 },
  );
});
