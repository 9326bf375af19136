import type { CommandIo } from './io.ts';

/** Whether the output is read by GitHub Actions, which obeys commands in it. */
export function isGitHubActions({ env }: Pick<CommandIo, 'env'>): boolean {
  return env.GITHUB_ACTIONS === 'true';
}
