import { expect, test } from 'vitest';
import { AdapterTally } from '../../src/cli/adapter-tally.ts';

test('one line per adapter, however many inputs', () => {
  const tally = new AdapterTally();
  expect(tally.notices()).toBe('');
  for (const adapter of ['ecs', 'windows', 'windows'] as const) tally.add(adapter);
  expect(tally.notices()).toBe('notice: read 1 input as ecs\nnotice: read 2 inputs as windows\n');
});
