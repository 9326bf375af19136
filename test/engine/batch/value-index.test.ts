import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import { ColumnStore } from '../../../src/engine/batch/column-store.ts';
import { ValueIndex } from '../../../src/engine/batch/value-index.ts';
import { Engine, type EngineOptions } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import type { EqlRule } from '../../../src/engine/rule.ts';
import { ruleOf } from '../../support/rule.ts';

/** An index over rules, and what it says of all of them. */
function splitOf(queries: readonly string[], byValue = true) {
  const store = new ColumnStore(1);
  const filters = queries.map((text, rule) => {
    const { query } = ruleOf(text);
    if (query.kind !== 'event') throw new Error('not an event query');
    const { category, condition } = query.filter;
    return {
      rule,
      categoryField: 'event.category',
      category,
      selectors: [],
      whole: condition,
      byValue,
      reads: [],
    };
  });
  const { always, fields, isFound } = new ValueIndex(filters, store).split(Int32Array.from(filters.keys()));
  const paths = store.paths;
  return {
    always: [...always],
    found: [...isFound],
    fields: fields.map(({ column, lookup }) => ({ path: paths[column.field], lookup })),
  };
}

describe('ValueIndex', () => {
  it('leaves to themselves filters that want no certain value', () => {
    const { always, found, fields } = splitOf([
      'any where a == "x"',
      'any where a : "x*"',
      'any where a == "y" or b == "y"',
      'any where not a == "x"',
    ]);
    expect(always).toEqual([1, 3]);
    expect(found).toEqual([1, 0, 1, 0]);
    expect(fields.map(({ path }) => path)).toEqual(['a', 'b']);
    expect(fields.map(({ lookup }) => [...lookup.filtersFor('y')])).toEqual([[2], [2]]);
  });

  it('finds filters by the field that most of them use', () => {
    const queries = [
      'any where a == "x" and b == "x"',
      'any where b == "y"',
      'any where b == "z" or c == "z"',
    ];
    expect(splitOf(queries.slice(0, 1)).fields.map(({ path }) => path)).toEqual(['a']);
    expect(splitOf(queries).fields.map(({ path }) => path)).toEqual(['b', 'c']);
  });

  it('reads no field that only other filters want', () => {
    const filters = ['any where a == "x"', 'any where b == "x"'].map((text, rule) => {
      const { query } = ruleOf(text);
      if (query.kind !== 'event') throw new Error('not an event query');
      const { category, condition } = query.filter;
      return {
        rule,
        categoryField: 'event.category',
        category,
        selectors: [],
        whole: condition,
        byValue: true,
        reads: [],
      };
    });
    const index = new ValueIndex(filters, new ColumnStore(1));
    expect(index.split(Int32Array.of(0)).fields).toHaveLength(1);
    expect(index.split(Int32Array.of()).fields).toHaveLength(0);
  });

  it('is not for filters that are to look at all events', () => {
    expect(splitOf(['any where a == "x"'], false)).toEqual({ always: [0], found: [0], fields: [] });
  });
});

/** Records are a second apart, so that sequences have an order. */
function alertsOf(
  rules: readonly EqlRule[],
  records: readonly EventRecord[],
  options: EngineOptions,
): Alert[] {
  const engine = new Engine(rules, options);
  const batchSize = options.batchSize ?? records.length;
  const alerts: Alert[] = [];
  const keep = (alert: Alert) => alerts.push(alert);
  const timed = records.map((record, at) => ({ ...record, '@timestamp': at * 1_000 }));
  for (let start = 0; start < records.length; start += batchSize) {
    const slice = timed.slice(start, start + batchSize);
    const eventNumbers = slice.map((_, at) => start + at + 1);
    engine.run({ vocabulary: ecsVocabulary, records: slice, eventNumbers }, keep);
  }
  engine.end(keep);
  return alerts;
}

describe('rules that ask for values', () => {
  const path = fc.constantFrom('process.name', 'process.name', 'process.pid', 'file.name');
  const text = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a.exe', 'A.EXE', '4') },
    fc.constantFrom(
      ...['b', '\u00c0b', '\u00e0B', '\u212a', 'k', '4.0', '4e0', 'true', ''],
      ...['__proto__', 'constructor', '9007199254740993', '1e+21'],
    ),
  );
  const address = fc.constantFrom('10.0.0.1', '::1', '0:0:0:0:0:0:0:1', '10.0.0.0/8', 'a.exe');
  const number = fc.constantFrom('4', '4.0', '0', '-4', '9007199254740993', '9007199254740992', '1e21');
  const quoted = text.map((one) => `"${one}"`);
  const literal = fc.oneof(
    { weight: 3, arbitrary: quoted },
    number,
    fc.constantFrom('true', 'false', 'null'),
  );
  const listOf = (one: fc.Arbitrary<string>) =>
    fc.array(one, { minLength: 1, maxLength: 4 }).map((all) => `(${all.join(', ')})`);
  const texts = fc.array(fc.oneof(quoted, fc.constant('"a*"')), { minLength: 1, maxLength: 3 });
  const wanted = fc.tuple(path, fc.constantFrom('==', '==', '!='), literal).map((parts) => parts.join(' '));
  const isIn = fc.oneof(
    fc.tuple(path, fc.constantFrom('in', 'not in'), fc.oneof(listOf(quoted), listOf(number))),
    fc.tuple(path, fc.constantFrom('in~', 'not in~'), listOf(quoted)),
  );
  const membership = isIn.map((parts) => parts.join(' '));
  const isLike = fc
    .tuple(path, fc.constantFrom(':', 'like', 'like~'), texts)
    .map(([field, operator, all]) => `${field} ${operator} (${all.join(', ')})`);
  const sort = fc.constantFrom('event.type == "start"', 'event.type != "start"');
  const isFrom = address.map((one) => `source.ip == "${one}"`);
  const leaf = fc.oneof(wanted, membership, isLike, sort, isFrom);
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((all) => `(${all.join(' and ')})`),
      fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((all) => `(${all.join(' or ')})`),
      tie('tree').map((one) => `not (${one})`),
    ),
  }));
  const scalar = fc.oneof(
    text,
    fc.constantFrom<unknown>(4, 4, 0, -4, 2 ** 53, 2n ** 53n + 1n, 1e21, true, false),
  );
  const cell = fc.option(fc.oneof(scalar, fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 3 })), {
    nil: undefined,
  });
  const asked = fc.record({
    'event.category': fc.constantFrom('process', 'file'),
    'event.type': fc.constantFrom('start', 'end', undefined),
    process: fc.record({ name: cell, pid: cell }),
    'file.name': cell,
    'source.ip': fc.option(address, { nil: undefined }),
  });
  const ruleText = fc
    .tuple(fc.constantFrom('process', 'any'), tree)
    .map(([category, one]) => `${category} where ${one}`);
  const sequence = fc
    .tuple(tree, tree)
    .map(([first, next]) => `sequence [any where ${first}] [any where ${next}]`);

  it.each(['elastic', 'kestrel'] as const)(
    'raise the same alerts with and without the index: %s',
    (dialect) => {
      fc.assert(
        fc.property(
          fc.array(fc.oneof({ weight: 4, arbitrary: ruleText }, sequence), { minLength: 1, maxLength: 6 }),
          fc.array(asked, { minLength: 1, maxLength: 20 }),
          fc.integer({ min: 1, max: 21 }),
          (queries, records, batchSize) => {
            const rules = queries.map((query, at) => ruleOf(query, { id: `rule-${at}`, dialect }));
            expect(alertsOf(rules, records, { batchSize })).toEqual(
              alertsOf(rules, records, { index: false }),
            );
          },
        ),
        { numRuns: 100 },
      );
    },
    // Two engines for each of a hundred packs; other work may have the processor.
    60_000,
  );
});
