/**
 * Writes docs/run-file.schema.json from the schema in src/report/run-file.ts. Run it after changing that:
 *
 *     npx tsx scripts/generate-run-schema.ts
 */
import { runFileJsonSchema } from '../src/report/run-file.ts';
import { writeJsonSchema } from './write-json-schema.ts';

process.exitCode = writeJsonSchema('run-file.schema.json', runFileJsonSchema());
