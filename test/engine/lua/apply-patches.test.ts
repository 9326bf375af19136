import { expect, it } from 'vitest';
import { applyPatches } from '../../../src/engine/lua/fengari/apply-patches.ts';

it('puts one piece in the place of another, as often as it says', () => {
  const patches = [
    { from: 'a|0', to: 'wide(a)' },
    { from: 'n', to: '$&', times: 2 },
  ];
  expect(applyPatches('lvm.js', 'a|0; n; n', patches)).toBe('wide(a); $&; $&');
});

it.each([
  ['is missing', 'b|0'],
  ['is there twice', 'a|0; a|0'],
])('refuses a file in which a piece %s', (_, source) => {
  expect(() => applyPatches('lvm.js', source, [{ from: 'a|0', to: '' }])).toThrow(
    "fengari's lvm.js is not that of version 0.1.5: install fengari 0.1.5",
  );
});
