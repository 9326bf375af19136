import { markdownCode, markdownFigure, markdownTable } from '../report/exporters/markdown-parts.ts';
import { countText, latencyText, shareText } from '../report/figure-text.ts';
import { ruleLabel } from '../report/rule-label.ts';
import type { BenchFile, SideFigures } from './bench-file.ts';
import { controlTexts, summaryText } from './bench-text.ts';
import { hasFigures } from './rank-benched.ts';

const HEAD = ['rule', 'type', 'match', 'spread', 'no match', 'spread', 'fields', 'reached', 'matched'];

/** A bench as Markdown, for a comment on a change: every rule that was benched, and what is to be known of it. */
export function benchMarkdown(bench: BenchFile): string {
  const rows = bench.rules.filter(hasFigures).map((rule) => {
    const { match, no_match } = rule;
    return [
      markdownCode(ruleLabel(rule)),
      rule.type,
      ...sideCells(match),
      ...sideCells(no_match),
      markdownFigure(latencyText((no_match ?? match)?.fields_ns ?? null)),
      countText(rule.events_reached),
      countText(rule.events_matched),
    ];
  });
  const lines = ['## Rules benched', ''];
  if (rows.length > 0) lines.push(markdownTable(HEAD, rows));
  for (const text of [summaryText(bench), ...controlTexts(bench)]) lines.push(`- ${markdownFigure(text)}`);
  for (const { message, advice } of bench.findings)
    lines.push(`- ${markdownCode(advice === undefined ? message : `${message}. ${advice}`)}`);
  return `${lines.join('\n')}\n`;
}

function sideCells(figures: SideFigures | null): string[] {
  return [
    markdownFigure(latencyText(figures?.median_ns ?? null)),
    markdownFigure(shareText(figures?.spread ?? null)),
  ];
}
