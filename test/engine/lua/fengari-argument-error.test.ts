import { describe, expect, it } from 'vitest';
import { FengariStack } from '../../../src/engine/lua/fengari/fengari-stack.ts';
import { NotEnoughMemory } from '../../../src/engine/lua/fengari/memory-meter.ts';
import { hostFunctions, isArgumentError } from '../../../src/engine/lua/fengari/native-error.ts';

function throwing(exception: unknown): () => number {
  return () => {
    throw exception;
  };
}

/** What `pcall` of a library function gives that throws so. */
function caught(exception: unknown): unknown {
  const lua = new FengariStack();
  lua.openLibraries();
  lua.setGlobalFunction('broken', throwing(exception));
  lua.compile('local ok, why = pcall(broken) return why', 'test');
  lua.call(0, 1);
  return lua.scalar(-1);
}

describe('exceptions of fengari’s libraries', () => {
  it('are errors of Lua', () => {
    expect(caught(new TypeError('no 100% number'))).toBe('bad argument (no 100% number)');
  });

  it.each([new RangeError('Maximum call stack size exceeded')])('%s is not', (exception) => {
    expect(() => caught(exception)).toThrow(exception);
  });

  it('are none where memory, or a function of the host, is the cause', () => {
    const fn = () => 0;
    const globals = {} as Parameters<typeof isArgumentError>[2];
    expect(isArgumentError(new NotEnoughMemory(), fn, globals)).toBe(false);
    expect(isArgumentError({ status: 2 }, fn, globals)).toBe(false);
    expect(isArgumentError(new Error('x'), fn, globals)).toBe(true);
    hostFunctions.add(fn);
    expect(isArgumentError(new Error('x'), fn, globals)).toBe(false);
    // Nor what passes through other functions on its way out.
    expect(isArgumentError(new Error('x'), () => 0, globals)).toBe(false);
  });
});
