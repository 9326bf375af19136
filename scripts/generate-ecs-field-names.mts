/**
 * Writes src/engine/pack/ecs-field-names.ts from a list of the fields of the Elastic Common Schema: a CSV with the
 * columns `ECS_Version` and `Field`, as ECS publishes it in generated/csv/fields.csv.
 *
 *     npx tsx scripts/generate-ecs-field-names.mts fields.csv
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ecsFieldNamesModule } from './ecs-field-names.ts';

const [csvFile, ...rest] = process.argv.slice(2);
if (csvFile === undefined || rest.length > 0) {
  console.error('usage: npx tsx scripts/generate-ecs-field-names.mts fields.csv');
  process.exitCode = 2;
} else {
  const file = fileURLToPath(new URL('../src/engine/pack/ecs-field-names.ts', import.meta.url));
  writeFileSync(file, ecsFieldNamesModule(readFileSync(csvFile, 'utf8')));
}
