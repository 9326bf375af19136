/**
 * Writes docs/run-file.schema.json from the schema in src/report/run-file.ts. Run it after changing that:
 *
 *     npx tsx scripts/generate-run-schema.ts
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runFileJsonSchema } from '../src/report/run-file.ts';

const file = fileURLToPath(new URL('../docs/run-file.schema.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(runFileJsonSchema(), null, 2)}\n`);
const biome = fileURLToPath(new URL('../node_modules/@biomejs/biome/bin/biome', import.meta.url));
const result = spawnSync(process.execPath, [biome, 'format', '--write', file], { stdio: 'inherit' });
process.exitCode = result.status ?? 1;
