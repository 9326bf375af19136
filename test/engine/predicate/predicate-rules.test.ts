import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/engine/alert.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventFields, RowReader } from '../../../src/engine/predicate/event-fields.ts';
import type { MemoryWatch } from '../../../src/engine/predicate/memory-watch.ts';
import type { BatchOutcome, Predicate } from '../../../src/engine/predicate/predicate.ts';
import type { EvaluationFault } from '../../../src/engine/predicate/predicate-fault.ts';
import { DEFAULT_PREDICATE_LIMITS } from '../../../src/engine/predicate/predicate-limits.ts';
import { ruleWrapper } from '../../../src/engine/predicate/rule-wrapper.ts';
import {
  type GuardedTurn,
  type TimeGuard,
  TimeLimitError,
} from '../../../src/engine/predicate/time-guard.ts';
import type { LuaRule, Rule } from '../../../src/engine/rule.ts';
import { RecordingProbe } from '../../support/recording-probe.ts';
import { ruleOf } from '../../support/rule.ts';

const LIMITS = { ...DEFAULT_PREDICATE_LIMITS, maxFaults: 2, timeLimitMs: 5 };

/** Does what an event's field `do` says. */
class Obedient implements Predicate {
  isSpent = false;
  isClosed = false;
  readonly seen: unknown[] = [];
  #read: RowReader = () => undefined;
  #faults: EvaluationFault[] = [];
  #faultCount = 0;
  #at: BatchOutcome & { row: number } = { row: 0, evaluated: 0, matched: 0 };

  bind(fields: EventFields): void {
    this.#read = fields.reader('do');
  }

  run(rows: Int32Array, count: number): BatchOutcome {
    let matched = 0;
    for (let at = 0; at < count; at++) {
      const row = rows[at]!;
      const order = this.#read(row);
      this.seen.push(order);
      this.#at = { row, evaluated: at + 1, matched };
      if (order === 'hang') throw new TimeLimitError(1);
      if (typeof order === 'string' && order.startsWith('take')) nowMs += Number(order.slice(4));
      if (order === 'match') rows[matched++] = row;
      if (order !== 'fail') continue;
      this.#faults.push({ kind: 'error', reason: 'told to', row });
      this.isSpent = ++this.#faultCount === LIMITS.maxFaults;
      if (this.isSpent) return { evaluated: at + 1, matched };
    }
    return { evaluated: count, matched };
  }

  interrupted() {
    return this.#at;
  }

  takeFaults() {
    return this.#faults.splice(0);
  }

  captures(row: number) {
    return { row };
  }

  usage() {
    return { memoryBytes: 10, peakMemoryBytes: 20, hostCalls: this.seen.length };
  }

  close(): void {
    this.isClosed = true;
  }
}

/** Moves by what rules are told to take. */
let nowMs = 0;
/** What turns had for a limit, in order. */
const limitsMs: number[] = [];

/** Ends what throws its error, whatever its clock says. */
const guard: TimeGuard = {
  nowMs: () => nowMs,
  run: (_, code) => code(),
  runInTurn(turns: readonly GuardedTurn[]) {
    for (const turn of turns) {
      limitsMs.push(turn.timeLimitMs);
      try {
        turn.run();
      } catch (error) {
        turn.ended(error as TimeLimitError);
      }
    }
  },
};

function luaRule(id: string, category: string | null = null): LuaRule {
  const settings = { category, fields: new Map(), regexes: [], globs: [], limits: {} };
  const { name, severity, tags, file, text, origin } = ruleOf('any where true');
  return { id, name, severity, tags, file, text, origin, kind: 'lua', settings };
}

const event = (order: string, category = 'process') => ({ do: order, event: { category } });

function engineWith(
  rules: readonly Rule[],
  predicates: readonly (Predicate | undefined)[],
  batchSize = 4,
  memory?: MemoryWatch,
) {
  const byRule = new Map(
    predicates.flatMap((predicate, rule) =>
      predicate === undefined
        ? []
        : [[rule, { predicate, limits: LIMITS, wrapper: ruleWrapper('rule') }] as const],
    ),
  );
  const engine = new Engine(rules, {
    batchSize,
    predicates: { byRule, guard },
    ...(memory !== undefined && { memory }),
  });
  const alerts: Alert[] = [];
  const probe = new RecordingProbe();
  let events = 0;
  const run = (records: readonly object[]) => {
    for (let from = 0; from < records.length; from += batchSize) {
      const part = records.slice(from, from + batchSize) as Record<string, unknown>[];
      const eventNumbers = part.map(() => ++events);
      engine.run(
        { vocabulary: ecsVocabulary, records: part, eventNumbers },
        (one) => alerts.push(one),
        probe,
      );
    }
  };
  return { engine, run, alerts, probe };
}

describe('Lua and Wasm rules in the engine', () => {
  it('raise alerts between those of other rules, in event order, then rule order', () => {
    const rules = [
      luaRule('first'),
      ruleOf('process where do == "match"', { id: 'second' }),
      luaRule('third'),
    ];
    const { run, alerts } = engineWith(rules, [new Obedient(), undefined, new Obedient()]);
    run([event('match'), event('no'), event('match')]);
    expect(alerts.map(({ rule, events }) => [rule, ...events])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
  });

  it('carry what they captured', () => {
    const { run, alerts } = engineWith([luaRule('a')], [new Obedient()]);
    run([event('no'), event('match')]);
    expect(alerts[0]!.captures).toEqual({ row: 1 });
  });

  it('see the events of their category, in the order of the stream', () => {
    const predicate = new Obedient();
    const { run, probe } = engineWith([luaRule('a', 'file')], [predicate]);
    const actions = ['x', 'y', 'x', 'z'].map((action, at) => ({
      do: String(at),
      event: { category: at === 1 ? 'process' : 'file', action },
    }));
    run(actions);
    expect(predicate.seen).toEqual(['0', '2', '3']);
    expect(probe.seen).toEqual([{ rule: 0, offered: 3, evaluated: 3, matched: 0 }]);
  });

  it('do not run on batches without events of their category', () => {
    const predicate = new Obedient();
    const { run, probe } = engineWith([luaRule('a', 'file')], [predicate], 1);
    run([event('match', 'file'), event('match', 'process')]);
    expect(predicate.seen).toEqual(['match']);
    expect(probe.seen).toEqual([
      { rule: 0, offered: 1, evaluated: 1, matched: 1 },
      { rule: 0, offered: 0, evaluated: 0, matched: 0 },
    ]);
  });

  it('keep the stream order when the index sorts events by what other rules ask', () => {
    const predicate = new Obedient();
    const selecting = ruleOf('any where event.action == "x"', { id: 'b' });
    const { run } = engineWith([luaRule('a'), selecting], [predicate, undefined]);
    run(['x', 'y', 'x', 'y'].map((action, at) => ({ do: String(at), event: { category: 'file', action } })));
    expect(predicate.seen).toEqual(['0', '1', '2', '3']);
  });

  it('are taken out when spent, with what they matched before, and are still offered events', () => {
    const [bad, good] = [new Obedient(), new Obedient()];
    const { run, alerts, probe } = engineWith([luaRule('bad'), luaRule('good')], [bad, good]);
    good.run = (_, count) => ({ evaluated: count, matched: 0 });
    run([event('match'), event('fail'), event('fail'), event('match'), event('match')]);
    expect(alerts.map(({ rule, events }) => [rule, ...events])).toEqual([[0, 1]]);
    expect(probe.faults).toEqual([
      { rule: 0, kind: 'error', reason: 'told to', eventNumber: 2, quarantined: false },
      { rule: 0, kind: 'error', reason: 'told to', eventNumber: 3, quarantined: true },
    ]);
    const ofBad = probe.seen.filter(({ rule }) => rule === 0);
    expect(ofBad).toEqual([
      { rule: 0, offered: 4, evaluated: 3, matched: 1 },
      { rule: 0, offered: 1, evaluated: 0, matched: 0 },
    ]);
    expect([bad.isClosed, good.isClosed]).toEqual([true, false]);
  });

  it('are taken out when ended by the guard, and the others go on', () => {
    const [hangs, other] = [new Obedient(), new Obedient()];
    const { run, alerts, probe } = engineWith([luaRule('hangs'), luaRule('other')], [hangs, other], 3);
    other.run = function (this: Obedient, rows, count) {
      rows.fill(count - 1, 0, 1);
      return { evaluated: count, matched: 1 };
    };
    run([event('match'), event('hang'), event('match'), event('match')]);
    expect(alerts.map(({ rule, events }) => [rule, ...events])).toEqual([
      [0, 1],
      [1, 3],
      [1, 4],
    ]);
    expect(probe.faults).toEqual([
      {
        rule: 0,
        kind: 'time',
        reason: 'it did not come back within 5 ms',
        eventNumber: 2,
        quarantined: true,
      },
    ]);
    expect(probe.seen.filter(({ rule }) => rule === 0)[0]).toMatchObject({ evaluated: 2, matched: 1 });
    expect(hangs.isClosed).toBe(true);
  });

  it('share the limit of a batch among its parts', () => {
    const rules = [luaRule('slow', 'file'), luaRule('quick', 'process')];
    const { engine } = engineWith(rules, [new Obedient(), new Obedient()]);
    const limitsOfPart = (slow: string, quick: string, continues: boolean) => {
      const records = [event(slow, 'file'), event(quick)];
      limitsMs.length = 0;
      const batch = { vocabulary: ecsVocabulary, records, eventNumbers: [1, 2] };
      engine.run(continues ? { ...batch, continues } : batch, () => {});
      return [...limitsMs];
    };
    expect(limitsOfPart('take 0.25', 'no', false)).toEqual([5, 5]);
    expect(limitsOfPart('take 3', 'take 0.25', true)).toEqual([5, 5]);
    expect(limitsOfPart('take 2.75', 'no', true)).toEqual([3.375, 5]);
    expect(limitsOfPart('take 4', 'no', true)).toEqual([2, 5]);
    expect(limitsOfPart('no', 'no', true)).toEqual([1, 5]);
    expect(limitsOfPart('no', 'no', false)).toEqual([5, 5]);
  });

  it('tell what they use after every batch', () => {
    const { run, probe } = engineWith([luaRule('a')], [new Obedient()], 2);
    run([event('no'), event('no'), event('no')]);
    expect(probe.usages.get(0)).toEqual({ memoryBytes: 10, peakMemoryBytes: 20, hostCalls: 3 });
  });

  it('are looked at where memory is to be known within a batch, also those that see none of its events there', () => {
    const predicates = [new Obedient(), new Obedient(), new Obedient()];
    const held: [rule: number, place: number, seen: number][] = [];
    const memory: MemoryWatch = {
      beginBatch: (events) => (events > 2 ? [1, 2] : []),
      holds: (rule, place) => held.push([rule, place, predicates[rule]!.seen.length]),
    };
    const rules = [luaRule('all'), luaRule('files', 'file'), luaRule('none', 'network')];
    const { run, probe } = engineWith(rules, predicates, 4, memory);
    run([event('no'), event('match', 'file'), event('match'), event('no'), event('no'), event('match')]);
    expect(held).toEqual([
      [0, 0, 1],
      [0, 1, 2],
      [1, 0, 0],
      [1, 1, 1],
    ]);
    expect(probe.seen.map(({ rule, evaluated, matched }) => [rule, evaluated, matched])).toEqual([
      [0, 4, 2],
      [1, 1, 1],
      [2, 0, 0],
      [0, 2, 1],
      [1, 0, 0],
      [2, 0, 0],
    ]);
  });

  it('are freed with the engine', () => {
    const predicate = new Obedient();
    const { engine } = engineWith([luaRule('a')], [predicate]);
    engine.close();
    expect(predicate.isClosed).toBe(true);
  });

  it('bill their time to themselves', () => {
    const { run, probe } = engineWith([luaRule('a'), luaRule('b')], [new Obedient(), new Obedient()]);
    run([event('no')]);
    const before = ['extract', 'index', 'extract', 'index', 'profiler', 'index', 'index'];
    expect(probe.entered).toEqual([...before, 0, 'index', 1, 'index', 'collect', 'profiler', 'collect']);
  });

  it('do not pay for what others read, too, once that is known', () => {
    const { run, probe } = engineWith([luaRule('a'), luaRule('b')], [new Obedient(), new Obedient()], 2);
    run([event('no'), event('no')]);
    // That of the category, which says whom the events are offered to.
    expect([...probe.cells.values()]).toEqual([2]);
    probe.cells.clear();
    run([event('no'), event('no')]);
    expect([...probe.cells.values()]).toEqual([2, 2]);
  });
});
