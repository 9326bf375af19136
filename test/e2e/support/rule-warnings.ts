import type { RunFile } from '../../../src/report/run-file.ts';

/** What says that the machine was busy or its clock coarse, which tests can do nothing about. */
const OF_THE_MACHINE: readonly string[] = [
  'clock-coarse',
  'machine-busy',
  'samples-missed',
  'sampling-interval-off',
  'time-not-conserved',
];

/** A run's warnings without those about the machine that the tests happen to run on. */
export function ruleWarnings(run: Pick<RunFile, 'warnings'>): RunFile['warnings'] {
  return run.warnings.filter(({ code }) => !OF_THE_MACHINE.includes(code));
}
