import type { Spread } from '../../../bench/spread.ts';
import type { Environment, Material, Results, TaskResult } from '../../../bench/suite/results.ts';

/** An interval around a median. */
export function around(median: number, reach = 0.05): Spread {
  return { low: median - reach, median, high: median + reach };
}

/** A task of the group `eql`, unless told. */
export function sampleTask(overrides: Partial<TaskResult> = {}): TaskResult {
  return {
    group: 'eql',
    task: 'in',
    reference: '==',
    unit: 'ns',
    per: 'evaluation',
    value: 20,
    referenceValue: 10,
    ratio: around(2),
    cpuRatio: null,
    rounds: 11,
    samples: 500,
    goal: null,
    isControl: false,
    ...overrides,
  };
}

const ENVIRONMENT: Environment = {
  cpu: 'Example CPU',
  cores: 2,
  memoryBytes: 8e9,
  os: 'Linux 6.1.0 x64',
  node: '20.19.0',
  v8: '11.3.0',
  loadAverage: 0.5,
};

const MATERIAL: Material = {
  source: 'made',
  events: 20_000,
  eventBytes: 43_000_000,
  rulesSource: 'demo',
  rules: 31,
  packHash: 'sha256:00',
};

/** Results with these tasks. */
export function sampleResults(
  tasks: readonly TaskResult[],
  {
    environment = {},
    material = {},
    ...overrides
  }: Partial<Omit<Results, 'environment' | 'material' | 'tasks'>> & {
    environment?: Partial<Environment>;
    material?: Partial<Material>;
  } = {},
): Results {
  return {
    schemaVersion: 1,
    date: '2026-02-01T00:00:00.000Z',
    version: '0.1.0',
    quick: false,
    environment: { ...ENVIRONMENT, ...environment },
    material: { ...MATERIAL, ...material },
    phases: [
      { name: 'rules', share: 0.2 },
      { name: 'decode', share: 0.7 },
    ],
    tasks: [...tasks],
    ...overrides,
  };
}
