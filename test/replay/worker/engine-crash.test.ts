import { expect, test } from 'vitest';
import { engineCrash } from '../../../src/replay/worker/engine-crash.ts';

test('says what nothing caught, without its stack and at a sensible length', () => {
  expect(engineCrash({ exitCode: 1, error: new Error('it broke') })).toEqual({
    kind: 'error',
    reason: 'it broke',
  });
  expect(engineCrash({ exitCode: 1, error: 'thrown text' }).reason).toBe('thrown text');
  expect(engineCrash({ exitCode: 1, error: null }).reason).toBe('null');
  expect(engineCrash({ exitCode: 1, error: new Error('x'.repeat(9_999)) }).reason).toHaveLength(500);
});

test('tells a lack of memory and an exit from errors', () => {
  const error = Object.assign(new Error('limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
  expect(engineCrash({ exitCode: 1, error }).kind).toBe('out-of-memory');
  expect(engineCrash({ exitCode: 7, error: undefined })).toEqual({
    kind: 'exit',
    reason: 'its thread ended with code 7',
  });
});
