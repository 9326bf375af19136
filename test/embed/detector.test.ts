import { describe, expect, test, vi } from 'vitest';
import { Detector } from '../../src/embed/detector.ts';
import type { DetectorAlert } from '../../src/embed/detector-alert.ts';
import { Engine } from '../../src/engine/engine.ts';
import { timestampNs } from '../../src/engine/events/timestamp.ts';
import { Instruments } from '../../src/profiler/instruments.ts';
import { at } from '../engine/sequence/events.ts';
import { assembled, wasmRule } from '../engine/wasm/wat-rule.ts';
import { ruleOf } from '../support/rule.ts';
import { openDetector, packOf, packOfQueries } from './support/detectors.ts';
import { FakeTimers } from './support/fake-timers.ts';

const ANY = packOfQueries(['any where true']);
const A_THEN_B = packOfQueries(['sequence [a where true] [b where true]']);
const SECOND_MS = 1_000;

const ANSWERS_7 = '(module (func (export "pred_eval") (param i32) (result i32) i32.const 7))';

/** A module that captures the field of a number for every event. */
const CAPTURES_2 = `(module (import "kestrel" "capture_field" (func $capture (param i32) (result i32)))
  (func (export "pred_eval") (param i32) (result i32) i32.const 1)
  (func (export "pred_capture") (param i32) (result i32) (call $capture (i32.const 2))))`;

describe('batches', () => {
  test('are evaluated by the call that fills them', async () => {
    const { detector, timers, found } = await openDetector(ANY, { batchSize: 2 });
    expect(detector.add(at(1, 'a'))).toBe(1);
    expect(found).toEqual([]);
    expect(detector.add(at(2, 'a'))).toBe(2);
    expect(found).toEqual([
      ['rule-0', [1]],
      ['rule-0', [2]],
    ]);
    expect(timers.waiting).toBe(0);
  });

  test('are evaluated 10 ms after their first event when few come', async () => {
    const { detector, timers, found } = await openDetector(ANY);
    detector.add(at(1, 'a'));
    detector.add(at(2, 'a'));
    expect(timers.delaysMs).toEqual([10]);
    timers.goOff();
    expect(found.map(([, events]) => events)).toEqual([[1], [2]]);
    detector.add(at(3, 'a'));
    expect(timers.delaysMs).toEqual([10, 10]);
    timers.goOff();
    expect(found.at(-1)).toEqual(['rule-0', [3]]);
  });

  test('wait as long as they are told to', async () => {
    const { detector, timers } = await openDetector(ANY, { batchTimeMs: 250 });
    detector.add(at(1, 'a'));
    expect(timers.delaysMs).toEqual([250]);
  });

  test('are evaluated when asked for, after which no timer waits', async () => {
    const { detector, timers, found } = await openDetector(ANY);
    detector.flush();
    detector.add(at(1, 'a'));
    detector.flush();
    detector.flush();
    expect(found).toEqual([['rule-0', [1]]]);
    expect(timers.waiting).toBe(0);
  });

  test('no timer waits for what is no event', async () => {
    const { detector, timers } = await openDetector(ANY);
    expect(detector.add('no event')).toBeUndefined();
    expect(detector.addLine('{')).toBeUndefined();
    expect(timers.delaysMs).toEqual([]);
  });

  test.each([
    [{ batchSize: 0 }, 'batchSize must be a whole number from 1, not 0'],
    [{ batchSize: 1.5 }, 'batchSize must be a whole number from 1, not 1.5'],
    [{ batchTimeMs: -1 }, 'batchTimeMs must be from 0 to 2147483647 milliseconds, not -1'],
    [{ batchTimeMs: Number.NaN }, 'batchTimeMs must be from 0 to 2147483647 milliseconds, not NaN'],
    [{ format: 'csv' as 'ecs' }, 'format must be one of kestrel, '],
  ])('%j is refused', async (options, message) => {
    await expect(openDetector(ANY, options)).rejects.toThrow(message);
  });
});

describe('alerts', () => {
  test('say all of their rule that a reader needs, and of the event its time and number', async () => {
    const alerts: DetectorAlert[] = [];
    const rule = ruleOf('a where true', { id: 'r', name: 'Rule', severity: 'high', tags: ['T1059'] });
    const { detector } = await openDetector(packOf([rule]), { onAlert: (alert) => alerts.push(alert) });
    detector.add(at(0, 'b'));
    detector.addLine(JSON.stringify(at(1, 'a')));
    detector.flush();
    expect(alerts).toEqual([
      {
        ruleId: 'r',
        ruleName: 'Rule',
        type: 'EQL',
        severity: 'high',
        tags: ['T1059'],
        timeNs: timestampNs('2024-03-01T00:00:00.001Z'),
        events: [2],
      },
    ]);
  });

  test('carry captures where they were asked for', async () => {
    const fields = new Map([[2, { id: 2, path: 'pid' }]]);
    const pack = packOf([wasmRule(await assembled(CAPTURES_2), { fields })]);
    const captured = async (captures: boolean) => {
      const alerts: DetectorAlert[] = [];
      const onAlert = (alert: DetectorAlert) => alerts.push(alert);
      const { detector } = await openDetector(pack, { captures, onAlert });
      detector.add({ ...at(0, 'a'), pid: 4242 });
      detector.flush();
      return alerts.map((alert) => alert.captures);
    };
    expect(await captured(true)).toEqual([{ pid: 4242 }]);
    expect(await captured(false)).toEqual([undefined]);
  });

  test('an error of onAlert comes out of the call that ran the batch, and costs no other alert', async () => {
    const numbers: unknown[] = [];
    const onAlert = ({ events }: DetectorAlert) => {
      numbers.push(events[0]);
      if (events[0] === 1) throw new Error('the disk is full');
    };
    const { detector, timers } = await openDetector(ANY, { onAlert, batchSize: 2 });
    detector.add(at(1, 'a'));
    expect(() => detector.add(at(2, 'a'))).toThrow('the disk is full');
    expect(numbers).toEqual([1, 2]);
    detector.add(at(3, 'a'));
    timers.goOff();
    expect(numbers).toEqual([1, 2, 3]);
    expect(detector.getMetrics('rule-0')).toMatchObject({ evaluations: 3, alerts: 3 });
  });

  test('an error of onAlert in the last batch comes out of close, which closes all the same', async () => {
    const close = vi.spyOn(Engine.prototype, 'close');
    const onAlert = () => {
      throw new Error('the disk is full');
    };
    const { detector } = await openDetector(ANY, { onAlert });
    detector.add(at(1, 'a'));
    await expect(detector.close()).rejects.toThrow('the disk is full');
    expect(close).toHaveBeenCalledTimes(1);
    close.mockRestore();
    expect(detector.runFile().warnings.map(({ code }) => code)).not.toContain('snapshot');
  });

  test('the number of the next event is known before its alert can come', async () => {
    const kept = new Map<number, string>();
    const seen: unknown[] = [];
    const { detector } = await openDetector(ANY, {
      batchSize: 2,
      onAlert: ({ events }) => seen.push(kept.get(events[0]!)),
    });
    for (const [name, event] of Object.entries({ one: at(1, 'a'), none: 'no event', two: at(2, 'a') })) {
      kept.set(detector.eventCount + 1, name);
      detector.add(event);
    }
    expect(seen).toEqual(['one', 'two']);
    expect(detector.eventCount).toBe(2);
  });

  test('onAlert may add events, whose alerts follow', async () => {
    const numbers: unknown[] = [];
    const { detector }: { detector: Detector } = await openDetector(ANY, {
      batchSize: 1,
      onAlert: ({ events }) => {
        numbers.push(events[0]);
        if (numbers.length < 4) detector.add(at(numbers.length, 'a'));
      },
    });
    detector.add(at(0, 'a'));
    expect(numbers).toEqual([1, 2, 3, 4]);
  });

  test('onAlert may close the detector', async () => {
    const numbers: unknown[] = [];
    const { detector }: { detector: Detector } = await openDetector(ANY, {
      onAlert: ({ events }) => {
        numbers.push(events[0]);
        void detector.close();
      },
    });
    detector.add(at(0, 'a'));
    detector.add(at(1, 'a'));
    detector.flush();
    await detector.close();
    expect(numbers).toEqual([1, 2]);
  });
});

describe('sequences', () => {
  test('are alerted half a minute of event time after their last event', async () => {
    const { detector, found } = await openDetector(A_THEN_B);
    detector.add(at(0, 'a'));
    detector.add(at(SECOND_MS, 'b'));
    detector.add(at(31 * SECOND_MS, 'c'));
    detector.flush();
    expect(found).toEqual([]);
    detector.add(at(31 * SECOND_MS + 1, 'c'));
    detector.flush();
    expect(found).toEqual([['rule-0', [1, 2]]]);
  });

  test('wait as long as they are told to', async () => {
    const { detector, found } = await openDetector(A_THEN_B, { sequences: { reorderWindowMs: 0 } });
    for (const event of [at(0, 'a'), at(1, 'b'), at(2, 'c')]) detector.add(event);
    detector.flush();
    expect(found).toEqual([['rule-0', [1, 2]]]);
  });

  test('an event with nothing but a time lets a silent stream go on', async () => {
    const { detector, found } = await openDetector(A_THEN_B);
    detector.add(at(0, 'a'));
    detector.add(at(1, 'b'));
    detector.add({ '@timestamp': at(60 * SECOND_MS, '')['@timestamp'] });
    detector.flush();
    expect(found).toEqual([['rule-0', [1, 2]]]);
  });

  test('partial matches expire as event time goes on', async () => {
    const pack = packOfQueries(['sequence with maxspan=1m [a where true] [b where true]']);
    const { detector } = await openDetector(pack);
    detector.add(at(0, 'a'));
    detector.add(at(40 * SECOND_MS, 'c'));
    detector.flush();
    expect(detector.getMetrics('rule-0')!.partialMatches).toBe(1);
    detector.add(at(200 * SECOND_MS, 'c'));
    detector.flush();
    expect(detector.getMetrics('rule-0')!.partialMatches).toBe(0);
  });

  test('close gives what waited, and drops what an event to come could still have prevented', async () => {
    const pack = packOfQueries([
      'sequence [a where true] [b where true]',
      'sequence with maxspan=1h [a where true] ![c where true]',
    ]);
    const alertsOf = async (streamEnded: boolean) => {
      const { detector, found } = await openDetector(pack);
      detector.add(at(0, 'a'));
      detector.add(at(1, 'b'));
      await detector.close({ streamEnded });
      return found;
    };
    expect(await alertsOf(false)).toEqual([['rule-0', [1, 2]]]);
    expect(await alertsOf(true)).toEqual([
      ['rule-1', [1, null]],
      ['rule-0', [1, 2]],
    ]);
  });
});

describe('the end', () => {
  test('close evaluates the last batch; closing again waits for the same end', async () => {
    const { detector, timers, found } = await openDetector(ANY);
    detector.add(at(1, 'a'));
    const first = detector.close();
    expect(detector.close()).toBe(first);
    await first;
    expect(found).toEqual([['rule-0', [1]]]);
    expect(timers.waiting).toBe(0);
  });

  test('a closed detector takes nothing in, and still has its figures', async () => {
    const { detector } = await openDetector(ANY);
    detector.add(at(1, 'a'));
    await detector.close();
    expect(() => detector.add(at(2, 'a'))).toThrow('the detector is closed');
    expect(() => detector.addLine('{}')).toThrow('the detector is closed');
    await expect(detector.serve()).rejects.toThrow('the detector is closed');
    detector.flush();
    expect(detector.getAllMetrics()).toMatchObject([{ ruleId: 'rule-0', alerts: 1 }]);
  });

  test('what onAlert adds while it closes is refused, and nothing is evaluated afterwards', async () => {
    const numbers: unknown[] = [];
    const { detector, timers }: { detector: Detector; timers: FakeTimers } = await openDetector(ANY, {
      onAlert: ({ events }) => {
        numbers.push(events[0]);
        detector.add(at(1, 'a'));
      },
    });
    detector.add(at(0, 'a'));
    await expect(detector.close()).rejects.toThrow('the detector is closed');
    expect(timers.waiting).toBe(0);
    expect(numbers).toEqual([1]);
    expect(detector.eventCount).toBe(1);
  });

  test('whatever is asked of it meanwhile and afterwards, no time is billed after the end', async () => {
    let nowNs = 0;
    const clock = () => nowNs++;
    let whileDelivering = (): void => {};
    const { detector }: { detector: Detector } = await openDetector(ANY, {
      clocks: { clock, wallClock: clock },
      onAlert: () => whileDelivering(),
    });
    let closing: Promise<void> | undefined;
    whileDelivering = () => {
      closing = detector.close();
      nowNs += 1e9;
    };
    detector.add(at(1, 'a'));
    detector.flush();
    // The end has begun once this goes on, and waits for what V8 has to tell.
    await Promise.resolve();
    nowNs += 1e9;
    detector.runFile();
    await closing;
    nowNs += 1e9;
    detector.flush();
    const { wall_time_ns, conservation } = detector.runFile();
    expect(Math.round(wall_time_ns / 1e9)).toBe(1);
    expect(conservation.within_tolerance).toBe(true);
  });

  test('when the engine breaks down nothing more is taken in, and close still closes', async () => {
    const { detector } = await openDetector(ANY);
    detector.add(at(1, 'a'));
    detector.flush();
    const broken = Object.defineProperty({}, '@timestamp', {
      enumerable: true,
      get: vi
        .fn()
        .mockReturnValueOnce('2024-01-01T00:00:00Z')
        .mockImplementation(() => {
          throw new Error('a getter broke');
        }),
    });
    detector.add(broken);
    expect(() => detector.flush()).toThrow('the engine broke down within events 2 to 2: a getter broke');
    expect(() => detector.add(at(3, 'a'))).toThrow('close it and open another one');
    await detector.close();
    expect(detector.getMetrics('rule-0')).toMatchObject({ alerts: 1 });
  });

  test('V8’s profilers do not go on where the rules cannot be loaded', async () => {
    const stop = vi.spyOn(Instruments.prototype, 'stop');
    const broken = { ...ruleOf('any where true'), query: { kind: 'event' } } as never;
    await expect(
      Detector.open({ pack: packOf([broken]), onAlert: () => {}, timers: new FakeTimers() }),
    ).rejects.toThrow();
    expect(stop).toHaveBeenCalledTimes(1);
    stop.mockRestore();
  });
});

describe('rules of their own code', () => {
  test('one that fails is taken out and told of; limits that are given hold', async () => {
    const pack = packOf([
      ruleOf('any where true', { id: 'eql' }),
      wasmRule(await assembled(ANSWERS_7), { limits: { maxFaults: 5 } }),
    ]);
    const { detector, found } = await openDetector(pack, { limits: { maxFaults: 2 } });
    for (let ms = 0; ms < 4; ms++) detector.add(at(ms, 'a'));
    detector.flush();
    expect(found).toHaveLength(4);
    expect(detector.getMetrics('rule')).toMatchObject({ errors: 2, quarantined: true, alerts: 0 });
    expect(detector.runFile().warnings.map(({ code }) => code)).toContain('rule-quarantined');
  });

  test('profiled or not they find the same', async () => {
    const pack = packOf([ruleOf('any where true', { id: 'eql' }), wasmRule(await assembled(CAPTURES_2))]);
    const { detector, found } = await openDetector(pack, { profile: { sampleIntervalUs: 1_000 } });
    for (let ms = 0; ms < 3; ms++) detector.add(at(ms, 'a'));
    await detector.close();
    expect(found.map(([, events]) => events)).toEqual([[1], [1], [2], [2], [3], [3]]);
    expect(detector.runFile().sampling).not.toBeNull();
  });
});
