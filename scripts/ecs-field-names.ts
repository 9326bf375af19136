import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const rows = z.array(z.object({ ECS_Version: z.string().min(1), Field: z.string().min(1) })).min(1);

/**
 * The TypeScript module that lists the fields of a CSV by ECS. Throws if a column is missing, a name could not
 * stand in the module as it is, or the rows are of several versions.
 */
export function ecsFieldNamesModule(csv: string): string {
  const fields = rows.parse(parse(csv, { columns: true, bom: true }));
  const versions = new Set(fields.map((field) => field.ECS_Version));
  if (versions.size > 1)
    throw new Error(`the list holds several versions of ECS: ${[...versions].join(', ')}`);
  const names = [...new Set(fields.map((field) => field.Field))].sort();
  const odd = names.find((name) => !/^[\w@.-]+$/.test(name));
  if (odd !== undefined) throw new Error(`${JSON.stringify(odd)} is no name of a field`);
  return `/*
 * Written by scripts/generate-ecs-field-names.mts from the list of fields of the Elastic Common Schema
 * ${[...versions][0]} (https://github.com/elastic/ecs, Apache License 2.0). Do not edit.
 */

/** The paths of all ECS fields, sub-fields such as \`process.name.text\` included, in order. */
export const ECS_FIELD_NAMES: readonly string[] = \`
${names.join('\n')}
\`
  .trim()
  .split('\\n');
`;
}
