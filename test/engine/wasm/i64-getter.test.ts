import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { assembled } from './wat-rule.ts';

const SOURCE = new URL('../../../src/engine/wasm/i64-getter.ts', import.meta.url);

it('is the module that its comment shows', async () => {
  const source = await readFile(SOURCE, 'utf8');
  const text = /```wat\n([^`]+)```/.exec(source)![1]!.replaceAll(/^ \* ?/gm, '');
  const encoded = /'([A-Za-z0-9+/=]{40,})'/.exec(source)![1]!;
  const nameless = (module: Uint8Array) =>
    Buffer.from(module).subarray(0, Buffer.from(encoded, 'base64').length);
  expect(nameless(await assembled(text)).toString('base64')).toBe(encoded);
});
