import { readFile } from 'node:fs/promises';
import { main } from 'assemblyscript/asc';
import { expect, it } from 'vitest';
import { DEFAULT_PREDICATE_LIMITS } from '../../src/engine/predicate/predicate-limits.ts';
import { HOST_MODULE, HOST_SIGNATURES, RULE_SIGNATURES } from '../../src/engine/wasm/host-signatures.ts';
import { printFunctionType } from '../../src/engine/wasm/wasm-types.ts';
import { runOver, startModule } from '../engine/wasm/wat-rule.ts';

const page = await readFile(new URL('../../docs/wasm-rules.md', import.meta.url), 'utf8');

function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n([^\`]+)\`\`\``).exec(page);
  return found![1]!;
}

/** Compiles the example as the page says. */
async function compileExample(): Promise<Uint8Array<ArrayBuffer>> {
  const [, , ...options] = block('sh').trim().split(/\s+/);
  let module: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await main(options, {
    readFile: (name) => (name === 'rule.ts' ? block('ts') : null),
    writeFile: (_, contents) => {
      module = Uint8Array.from(contents as Uint8Array);
    },
    listFiles: () => [],
  });
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
  return module!;
}

it('has an example that compiles, loads and finds what it says', async () => {
  const [, ...regexes] = /are\n`([^`]+)` and `([^`]+)`/.exec(page)!;
  const rule = await startModule(await compileExample(), { settings: { regexes } });
  const shell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
  const encoded = 'powershell -nop -enc SQBFAFgAIAAoAE4AZQB3AC0A';
  const events = [
    { 'process.executable': shell, 'process.command_line': encoded },
    { 'process.executable': shell, 'process.command_line': 'powershell -File x.ps1' },
    { 'process.executable': 'C:\\Windows\\System32\\cmd.exe', 'process.command_line': encoded },
    {},
  ];
  expect(runOver(rule, events)).toEqual([0]);
  expect(rule.takeFaults()).toEqual([]);
  expect(rule.captures(0)).toEqual({ 'process.command_line': encoded });
});

it('gives all functions with their types', () => {
  for (const [name, type] of [...Object.entries(HOST_SIGNATURES), ...Object.entries(RULE_SIGNATURES)]) {
    const row = new RegExp(`^\\| \`${name}\` \\| \`([^\`]+)\``, 'm').exec(page);
    expect(row?.[1]?.replaceAll(/(i\d\d) \w+/g, '$1')).toBe(printFunctionType(type));
  }
  expect(page).toContain(`From the module \`${HOST_MODULE}\``);
});

it('gives the limits as they are', () => {
  const { timeLimitMs, memoryLimitBytes, maxFaults } = DEFAULT_PREDICATE_LIMITS;
  expect(page).toContain(`a memory limit (${memoryLimitBytes / 1024 / 1024} MiB)`);
  expect(page).toContain(`a time limit (${timeLimitMs.toLocaleString('en')} ms`);
  expect(page).toContain(`of faults (${maxFaults})`);
});
