import type { KindRow } from './kind-row.ts';

/** The classic PowerShell log, as Elastic's pipeline classifies it. */
export const POWERSHELL_CLASSIC_KINDS: readonly KindRow[] = [
  ['400', 'process', 'start', undefined],
  ['403', 'process', 'end', undefined],
  ['600 800', 'process', 'info', undefined],
];

/** The operational PowerShell log, as Elastic's pipeline classifies it. */
export const POWERSHELL_OPERATIONAL_KINDS: readonly KindRow[] = [
  ['4103-4104', 'process', 'info', undefined],
  ['4105', 'process', 'start', undefined],
  ['4106', 'process', 'end', undefined],
];
