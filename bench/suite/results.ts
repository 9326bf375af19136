import { z } from 'zod';

/** Raised when a file of an older version can no longer be compared. */
export const RESULTS_VERSION = 1;

const positive = () => z.number().positive();
const spread = z.object({ low: positive(), median: positive(), high: positive() });
const name = z.string().max(1_000);

const environmentSchema = z.object({
  cpu: name.describe('The model, as the system names it'),
  cores: z.int().positive(),
  memoryBytes: z.int().positive(),
  os: name.describe('System, release and architecture'),
  node: name,
  v8: name,
  loadAverage: z.number().nonnegative().describe('Of the last minute, when the suite began; 0 on Windows'),
});

const materialSchema = z.object({
  source: z.enum(['given', 'made']).describe('Whether events were given, or made by the generator'),
  events: z.int().positive(),
  eventBytes: z.int().positive(),
  rulesSource: z.enum(['given', 'demo']),
  rules: z.int().positive(),
  packHash: name.describe('Over paths and contents of the rule files'),
});

const taskSchema = z.object({
  group: name,
  task: name,
  reference: name.describe('What the task is divided by'),
  unit: z.enum(['ns', 'bytes']),
  per: name.describe('What one operation is'),
  value: positive().describe('Median over the rounds, in `unit` per operation'),
  referenceValue: positive(),
  ratio: spread.describe('One ratio per round: median and quartiles'),
  cpuRatio: spread.nullable().describe('The same by processor time; null where it was not measured'),
  rounds: z.int().positive(),
  samples: z.int().positive().describe('Calls or processes, over all rounds'),
  goal: z.object({ of: z.enum(['ratio', 'value']), atMost: positive() }).nullable(),
  isControl: z.boolean().describe('Both sides are the same: what the ratio is away from 1 is noise'),
});

/** One run of the suite. This schema is the specification of `bench/results/*.json`. */
export const resultsSchema = z.object({
  schemaVersion: z.literal(RESULTS_VERSION),
  date: z.iso.datetime(),
  version: name.describe('Of kestrel-perf'),
  quick: z.boolean(),
  environment: environmentSchema,
  material: materialSchema,
  phases: z
    .array(z.object({ name, share: z.number().nonnegative() }))
    .describe('Where the time of one replay went: rules together, then each phase; shares of its wall time'),
  tasks: z.array(taskSchema),
});

export type Environment = z.infer<typeof environmentSchema>;
export type Material = z.infer<typeof materialSchema>;
export type TaskResult = z.infer<typeof taskSchema>;
export type Phases = z.infer<typeof resultsSchema>['phases'];
export type Results = z.infer<typeof resultsSchema>;

/** A results file that cannot be used; the message says which, where and why. */
export class ResultsError extends Error {
  override readonly name = 'ResultsError';
}

/** Reads the text of a results file. @throws ResultsError */
export function parseResults(text: string, file: string): Results {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ResultsError(`${file} is not JSON: take it from the repository again, or remove it`);
  }
  const parsed = resultsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new ResultsError(
    `${file} holds no results that can be compared: ${path.join('.') || 'file'}: ${message}`,
  );
}
