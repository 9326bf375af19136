import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Environment } from './results.ts';

/** What the suite runs on. */
export function readEnvironment(): Environment {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() || 'unknown',
    cores: Math.max(processors.length, 1),
    memoryBytes: totalmem(),
    os: `${type()} ${release()} ${arch()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    loadAverage: loadavg()[0]!,
  };
}
