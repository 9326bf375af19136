import type { Query } from '../ast.ts';
import type { WarningSink } from '../warning.ts';

/** Warns of what means one thing in a search over a window of time and another in a replay over a whole stream. */
export function warnOfStreamDifferences(query: Query, onWarning: WarningSink): void {
  if (query.kind === 'sequence' && query.maxspanMs === null && query.steps.length > 1) {
    onWarning({
      code: 'sequence-without-maxspan',
      span: query.steps[0]!.span,
      message: 'a sequence without maxspan: partial matches live until they are evicted',
      advice: 'Write with maxspan=… before the first step',
    });
  }
  for (const { name, count, span } of query.pipes) {
    const which = name === 'head' ? 'first' : 'last';
    const alerts = count === 1 ? `${which} alert` : `${which} ${count} alerts`;
    onWarning({
      code: 'pipe-over-stream',
      span,
      message: `over a replay \`${name}\` means the ${alerts} of the whole stream`,
      advice: 'Elasticsearch applies it to each search; remove it to see every alert',
    });
  }
}
