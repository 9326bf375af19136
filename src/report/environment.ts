import { cpus } from 'node:os';
import type { RunFile } from './run-file.ts';

/** Where a run took place: figures from unlike machines must not be compared unawares. */
export function describeEngine(programVersion: string): RunFile['engine'] {
  const processors = cpus();
  return {
    name: 'kestrel-perf',
    version: programVersion,
    node: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    // Some containers and sandboxes hide the processors from Node.
    cpu_model: processors[0]?.model.trim() || null,
    cpu_count: processors.length,
  };
}
