import type { ModuleFault } from './outline-faults.ts';
import { prepareModule } from './prepare-module.ts';

/**
 * Why a binary module cannot be a rule; empty if it can. It is read and compiled, nothing of it runs.
 *
 * @param memoryLimitBytes what its linear memory may hold
 */
export function moduleFaults(module: Uint8Array, memoryLimitBytes: number): readonly ModuleFault[] {
  const prepared = prepareModule(module, memoryLimitBytes);
  return 'faults' in prepared ? prepared.faults : [];
}
