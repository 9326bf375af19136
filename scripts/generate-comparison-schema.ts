/**
 * Writes docs/comparison.schema.json from the schema in src/compare/comparison-file.ts. Run it after changing that:
 *
 *     npx tsx scripts/generate-comparison-schema.ts
 */
import { comparisonJsonSchema } from '../src/compare/comparison-file.ts';
import { writeJsonSchema } from './write-json-schema.ts';

process.exitCode = writeJsonSchema('comparison.schema.json', comparisonJsonSchema());
