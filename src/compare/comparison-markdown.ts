import { markdownCode, markdownFigure, markdownRow } from '../report/exporters/markdown-parts.ts';
import { countText, durationText } from '../report/figure-text.ts';
import { alertsText, changeText, intervalText } from './change-texts.ts';
import type { Comparison } from './comparison-file.ts';
import { changeDetails, summary } from './comparison-text.ts';
import { isChanged } from './worst-first.ts';

/** A comparison as Markdown, for a comment on a change: what changed and what could not be told. Names are in code spans. */
export function comparisonMarkdown(comparison: Comparison): string {
  const changed = comparison.rules.filter(isChanged);
  const lines = ['## Rules compared', ''];
  if (changed.length > 0) {
    lines.push('| rule | time | change | 95 % interval | base | head | alerts |');
    lines.push('| --- | --- | ---: | ---: | ---: | ---: | ---: |');
    for (const rule of changed) {
      const { time } = rule;
      const cells = [
        markdownCode(rule.rule_id),
        time.verdict,
        changeText(time.ratio),
        intervalText(time),
        markdownFigure(durationText(time.base_ns_per_event)),
        markdownFigure(durationText(time.head_ns_per_event)),
        alertsText(rule),
      ];
      lines.push(markdownRow(cells).trimEnd());
    }
    lines.push('');
  }
  for (const rule of changed) for (const text of changeDetails(rule)) lines.push(`- ${markdownCode(text)}`);
  for (const { rule_id, alerts } of comparison.removed)
    lines.push(`- removed: ${markdownCode(rule_id)}, with ${countText(alerts)} alerts`);
  for (const { rule_id, alerts } of comparison.added)
    lines.push(`- added: ${markdownCode(rule_id)}, with ${countText(alerts)} alerts`);
  for (const text of summary(comparison, changed.length)) lines.push(`- ${text}`);
  for (const { message, advice } of comparison.findings)
    lines.push(`- ${markdownCode(advice === undefined ? message : `${message}. ${advice}`)}`);
  return `${lines.join('\n')}\n`;
}
