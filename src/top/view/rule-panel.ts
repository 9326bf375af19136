import { countText, NOT_MEASURED } from '../../report/figure-text.ts';
import { cutText, printable, wrapText } from '../../report/terminal-text.ts';
import type { TopRow } from '../model/top-row.ts';
import type { RuleHistory } from '../source/history.ts';
import type { LiveStep, RuleDetails } from '../source/live-snapshot.ts';
import {
  evaluationTimeText,
  eventTimeToSecond,
  memoryText,
  percentText,
  shortCountText,
  timeText,
} from './fixed-figures.ts';
import { latencyHistogram } from './latency-histogram.ts';
import type { Paint } from './paint.ts';
import type { PanelLines } from './panel-lines.ts';
import { sourceLines } from './source-lines.ts';
import { sparkline } from './sparkline.ts';

const MAX_SPARKLINE_COLUMNS = 60;
/** Hot spots that have no line to stand at, such as functions of a Wasm module. */
const PLACELESS_SHOWN = 10;

/** All there is to say of one rule: figures, faults, advice, curves, steps, latency, and its source. */
export function rulePanel(
  row: TopRow,
  history: RuleHistory,
  details: RuleDetails,
  widthColumns: number,
  paint: Paint,
): PanelLines {
  const head = [
    ...figureLines(row).flatMap((line) => wrapText(line, widthColumns)),
    ...section('Faults', sentences(details.faults, widthColumns)),
    ...section('Advice', sentences(details.advice, widthColumns)),
    ...curveLines(history, widthColumns),
    ...stepLines(row),
    ...section('Latency of single evaluations', latencyHistogram(details.latency ?? [], widthColumns)),
    ...section('Hot functions', placelessLines(details)),
  ].map((line) => cutText(line, widthColumns));
  const { source, sourceLine } = row.info;
  if (source === '') return { count: head.length, line: (place) => head[place]! };
  const isUnknown = details.hotSpots !== null && details.hotSpots.length === 0;
  const sourceTitle = isUnknown ? 'Source: too little was seen to say which of its lines are hot' : 'Source';
  const sourceHead = [...head, '', cutText(sourceTitle, widthColumns)];
  const lines = sourceLines(source, sourceLine, details.hotSpots ?? [], widthColumns, paint);
  return {
    count: sourceHead.length + lines.count,
    line: (place) => sourceHead[place] ?? lines.line(place - sourceHead.length),
  };
}

function figureLines({ label, info, figures, cpuShare, avgLatencyNs, alertRate }: TopRow): string[] {
  const state = figures.quarantined ? ', taken out of the run' : '';
  return [
    `${label}  ${info.type}, severity ${info.severity}${state}`,
    printable(`${info.name}  ${info.file}`),
    `CPU ${timeText(figures.cpuTimeNs)}, CPU % ${percentText(cpuShare)}; average ${timeText(avgLatencyNs)}, p99 ${evaluationTimeText(figures.p99LatencyNs)}`,
    `Events ${shortCountText(figures.offered)}, evaluated ${shortCountText(figures.evaluations)}; alerts ${shortCountText(figures.alerts)}, rate ${percentText(alertRate)}`,
    `Memory ${memoryText(figures.memoryBytes)}, peak ${memoryText(figures.peakMemoryBytes)}; faults ${countText(figures.errors)}; last hit ${eventTimeToSecond(figures.lastHitNs)}`,
  ];
}

function curveLines({ memoryBytes, eventsPerSecond }: RuleHistory, widthColumns: number): string[] {
  const curveColumns = Math.max(8, Math.min(MAX_SPARKLINE_COLUMNS, widthColumns - 28));
  const lines: string[] = [];
  const lastMemory = memoryBytes.at(-1) ?? null;
  if (lastMemory !== null) {
    lines.push(`Memory    ${sparkline(memoryBytes, curveColumns)}  ${memoryText(lastMemory)}`);
  }
  const lastRate = eventsPerSecond.at(-1);
  if (lastRate !== undefined) {
    lines.push(`Events/s  ${sparkline(eventsPerSecond, curveColumns)}  ${shortCountText(lastRate)}`);
  }
  return section('Over time', lines);
}

/** What each step of a sequence let through, and what the rule remembers. */
function stepLines({ figures: { steps, state } }: TopRow): string[] {
  const lines = steps.map(stepLine);
  if (state !== null) {
    lines.push(
      `waiting ${shortCountText(state.partialMatches)}, most ${shortCountText(state.peakPartialMatches)}; ` +
        `expired ${shortCountText(state.expired)}, dropped ${shortCountText(state.evicted)}`,
    );
  }
  return section('Steps', lines);
}

function stepLine({ evaluations, matches }: LiveStep, step: number): string {
  const share = evaluations === 0 ? NOT_MEASURED : percentText(matches / evaluations);
  return `${step + 1}  evaluated ${shortCountText(evaluations)}, matched ${shortCountText(matches)} (${share})`;
}

function placelessLines({ hotSpots }: RuleDetails): string[] {
  return (hotSpots ?? [])
    .filter(({ line }) => line === null)
    .slice(0, PLACELESS_SHOWN)
    .map(({ share, text }) => `${percentText(share).padStart('100.0 %'.length)}  ${printable(text)}`);
}

function sentences(texts: readonly string[], widthColumns: number): string[] {
  return texts.flatMap((text) => wrapText(printable(text), widthColumns));
}

/** Nothing at all where there is nothing to say. */
function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}
