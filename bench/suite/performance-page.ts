import { compareResults } from './compare-results.ts';
import type { Group } from './group.ts';
import { replaceMarkedBlock } from './marked-block.ts';
import type { Results } from './results.ts';
import { marksMarkdown, phasesMarkdown, resultsMarkdown } from './results-markdown.ts';

/**
 * The page with everything that the suite writes of it; the prose between stays.
 *
 * @param before results to compare with
 * @throws MarkerError
 */
export function renderPerformancePage(
  page: string,
  results: Results,
  groups: readonly Pick<Group, 'name' | 'question'>[],
  before: Results | undefined,
): string {
  const comparison = before && compareResults(results, before);
  const blocks = {
    results: resultsMarkdown(results, groups, comparison),
    marks: marksMarkdown(results),
    phases: phasesMarkdown(results),
  };
  return Object.entries(blocks).reduce((text, [name, block]) => replaceMarkedBlock(text, name, block), page);
}
