import { Session } from 'node:inspector';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { type GuardedTurn, TimeLimitError } from '../../../src/engine/predicate/time-guard.ts';
import { V8TimeGuard } from '../../../src/engine/predicate/v8-time-guard.ts';
import { instantiate } from '../wasm/wat-rule.ts';

const SHORT_MS = 50;
const LONG_MS = 60_000;

function forever(): never {
  for (;;);
}

/** A turn that notes what happened to it. */
function turn(log: string[], name: string, timeLimitMs: number, code: () => void): GuardedTurn {
  return {
    timeLimitMs,
    run() {
      log.push(name);
      code();
    },
    ended: (error) => log.push(`${name} ended after ${error.timeLimitMs}`),
  };
}

describe('run', () => {
  it('gives what the code returns, undefined included', () => {
    const guard = new V8TimeGuard();
    expect(guard.run(LONG_MS, () => 'done')).toBe('done');
    expect(guard.run(LONG_MS, () => undefined)).toBeUndefined();
  });

  it('lets exceptions pass', () => {
    const error = new RangeError('of its own');
    const guard = new V8TimeGuard();
    const thrown = (value: unknown) => {
      try {
        return guard.run(LONG_MS, () => {
          throw value;
        });
      } catch (caught) {
        return caught;
      }
    };
    expect(thrown(error)).toBe(error);
    expect(thrown(null)).toBe(null);
  });

  it('ends an endless loop in JavaScript and says why', () => {
    const guard = new V8TimeGuard();
    expect(() => guard.run(SHORT_MS, forever)).toThrow(new TimeLimitError(SHORT_MS));
  });

  it('ends an endless loop in Wasm', async () => {
    const { spin } = await instantiate('(module (func (export "spin") (loop (br 0))))');
    expect(() => new V8TimeGuard().run(SHORT_MS, spin!)).toThrow(TimeLimitError);
  });

  it('ends an endless loop of a function that Wasm calls', async () => {
    const text = '(module (import "host" "spin" (func $spin)) (func (export "call") (call $spin)))';
    const { call } = await instantiate(text, { host: { spin: forever } });
    expect(() => new V8TimeGuard().run(SHORT_MS, call!)).toThrow(TimeLimitError);
  });

  it('ends code that catches everything, and runs nothing of it afterwards', () => {
    const after: string[] = [];
    const stubborn = () => {
      for (;;) {
        try {
          forever();
        } catch {
          after.push('catch');
        } finally {
          after.push('finally');
        }
      }
    };
    expect(() => new V8TimeGuard().run(SHORT_MS, stubborn)).toThrow(TimeLimitError);
    expect(after).toEqual([]);
  });

  it('works again after it has ended something', () => {
    const guard = new V8TimeGuard();
    expect(() => guard.run(SHORT_MS, forever)).toThrow(TimeLimitError);
    expect(guard.run(LONG_MS, () => 'next')).toBe('next');
  });

  it('runs guarded code within guarded code, each with its own limit', () => {
    const guard = new V8TimeGuard();
    const inner = () => {
      expect(() => guard.run(SHORT_MS, forever)).toThrow(TimeLimitError);
      return guard.run(LONG_MS, () => 'inner');
    };
    expect(guard.run(LONG_MS, () => `${inner()}, outer`)).toBe('inner, outer');
  });

  it('works beside another copy of itself', async () => {
    const guard = new V8TimeGuard();
    guard.run(LONG_MS, () => {});
    vi.resetModules();
    const copy = await import('../../../src/engine/predicate/v8-time-guard.ts');
    expect(copy.V8TimeGuard).not.toBe(V8TimeGuard);
    const other = new copy.V8TimeGuard();
    expect(guard.run(LONG_MS, () => other.run(LONG_MS, () => 'both'))).toBe('both');
  });

  it('works in a thread that is not the main one', async () => {
    const worker = new Worker(new URL('guard-in-worker.mjs', import.meta.url));
    const message = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    expect(message).toBe('TimeLimitError, then done');
    await worker.terminate();
  });
});

describe('runInTurn', () => {
  it('runs nothing where there is nothing', () => {
    expect(() => new V8TimeGuard().runInTurn([])).not.toThrow();
  });

  it('runs all turns once, in order, whichever hang', () => {
    const log: string[] = [];
    const turns = [
      turn(log, 'a', SHORT_MS, () => {}),
      turn(log, 'b', SHORT_MS, forever),
      turn(log, 'c', LONG_MS / 1000, forever),
      turn(log, 'd', SHORT_MS, () => {}),
    ];
    new V8TimeGuard().runInTurn(turns);
    expect(log).toEqual(['a', 'b', 'b ended after 50', 'c', 'c ended after 60', 'd']);
  });

  it('arms the guard once for turns that are quick, and again where time gets short', () => {
    let nowMs = 0;
    const log: string[] = [];
    const quick = (name: string) => turn(log, name, LONG_MS, () => {});
    const slow = turn(log, 'slow', LONG_MS, () => {
      nowMs += LONG_MS + 1;
    });
    const arm = vi.spyOn(Session.prototype, 'post');
    const guard = new V8TimeGuard(() => nowMs);
    guard.runInTurn([quick('a'), quick('b'), quick('c')]);
    expect(arm).toHaveBeenCalledTimes(1);
    guard.runInTurn([slow, quick('d'), quick('e')]);
    expect(arm).toHaveBeenCalledTimes(3);
    expect(log).toEqual(['a', 'b', 'c', 'slow', 'd', 'e']);
    arm.mockRestore();
  });

  it('gives nobody the time of a neighbour with another limit', () => {
    const log: string[] = [];
    const arm = vi.spyOn(Session.prototype, 'post');
    new V8TimeGuard().runInTurn([
      turn(log, 'patient', LONG_MS, () => {}),
      turn(log, 'hasty', SHORT_MS, forever),
      turn(log, 'patient too', LONG_MS, () => {}),
    ]);
    const armed = arm.mock.calls.map((call: readonly unknown[]) => call[1]);
    expect(armed).toMatchObject([
      { timeout: 2 * LONG_MS },
      { timeout: 2 * SHORT_MS },
      { timeout: 2 * LONG_MS },
    ]);
    expect(log).toEqual(['patient', 'hasty', 'hasty ended after 50', 'patient too']);
    arm.mockRestore();
  });

  it('lets exceptions pass', () => {
    const failing = turn([], 'a', LONG_MS, () => {
      throw new Error('a defect');
    });
    expect(() => new V8TimeGuard().runInTurn([failing])).toThrow('a defect');
  });
});
