import { parse } from 'smol-toml';
import { z } from 'zod';

/** One query and the events it must find. */
export interface ConformanceCase {
  /** The case's name, or its query where it has none. */
  readonly name: string;
  readonly query: string;
  /** The right answers, any one of them: event ids in result order, -1 for a step that is a missing event. */
  readonly accepted: readonly (readonly number[])[];
  /** The most results that are returned. */
  readonly size: number;
  /** The most results of a sample that are returned for one set of keys. */
  readonly maxSamplesPerKey: number;
}

const DEFAULT_SIZE = 50;
const DEFAULT_MAX_SAMPLES_PER_KEY = 1;

const ids = z.array(z.number());
const caseSchema = z.object({
  name: z.string().optional(),
  query: z.string(),
  expected_event_ids: z.union([ids, z.array(ids)]),
  size: z.number().int().nonnegative().default(DEFAULT_SIZE),
  max_samples_per_key: z.number().int().positive().default(DEFAULT_MAX_SAMPLES_PER_KEY),
  // Checked for form only: the engine's alerts name their events, and the events have the keys.
  join_keys: z.array(z.string()).optional(),
});
const caseFileSchema = z.object({ queries: z.array(caseSchema) });

/** Reads the text of a TOML file of cases. Throws an error that says what is wrong with it. */
export function parseCaseFile(text: string): readonly ConformanceCase[] {
  const file = caseFileSchema.safeParse(parse(text));
  if (!file.success) throw new Error(`not a file of cases: ${z.prettifyError(file.error)}`);
  return file.data.queries.map((entry) => ({
    name: entry.name ?? entry.query.trim(),
    query: entry.query,
    accepted: isListOfAnswers(entry.expected_event_ids)
      ? entry.expected_event_ids
      : [entry.expected_event_ids],
    size: entry.size,
    maxSamplesPerKey: entry.max_samples_per_key,
  }));
}

function isListOfAnswers(
  expected: readonly number[] | readonly (readonly number[])[],
): expected is number[][] {
  return expected.length > 0 && expected.every(Array.isArray);
}
