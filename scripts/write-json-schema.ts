import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Writes a JSON Schema into `docs`, laid out as the formatter of this repository has it.
 *
 * @param name of the file
 * @returns the exit code of the formatter
 */
export function writeJsonSchema(name: string, schema: unknown): number {
  const file = fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  const biome = fileURLToPath(new URL('../node_modules/@biomejs/biome/bin/biome', import.meta.url));
  const { status } = spawnSync(process.execPath, [biome, 'format', '--write', file], { stdio: 'inherit' });
  return status ?? 1;
}
