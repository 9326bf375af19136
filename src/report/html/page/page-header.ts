import { bytesText, countText, durationText, shareText } from '../../figure-text.ts';
import type { RunFile } from '../../run-file.ts';
import { trustOf } from '../model/trust.ts';
import { element } from './element.ts';
import { themeButton } from './theme-button.ts';

/** What makes the verdict readable without its colour. */
const SIGNS = { good: '✓', care: '!', bad: '✗' } as const;

/** Title, verdict and the figures that say how large the run was. */
export function pageHeader(run: RunFile): HTMLElement {
  const trust = trustOf(run);
  return element(
    'header',
    {},
    element('div', { class: 'title' }, element('h1', {}, runTitle(run)), themeButton()),
    element('p', { class: 'quiet' }, `kestrel-perf ${run.engine.version}, run ended ${run.timestamp}`),
    element(
      'p',
      { class: `trust ${trust.level}` },
      element('span', { 'aria-hidden': 'true' }, `${SIGNS[trust.level]} `),
      trust.text,
      run.warnings.length > 0 ? element('a', { href: '#warnings' }, 'Warnings') : null,
      element('a', { href: '#measured' }, 'How it was measured'),
    ),
    element('dl', { class: 'tiles' }, ...tiles(run)),
  );
}

/** What was replayed, by the names of the recordings. */
export function runTitle({ stream }: RunFile): string {
  const [first, ...others] = stream.inputs;
  if (first === undefined) return 'Replay';
  const name = first.slice(first.lastIndexOf('/') + 1);
  return others.length === 0 ? `Replay of ${name}` : `Replay of ${name} and ${countText(others.length)} more`;
}

function tiles({ stream, pack, alerts, wall_time_ns, rules, heap }: RunFile): HTMLElement[] {
  const rulesNs = rules.reduce((sum, { cpu_time_ns }) => sum + cpu_time_ns, 0);
  const perSecond = wall_time_ns === 0 ? null : stream.events / (wall_time_ns / 1e9);
  const fired = rules.filter(({ alerts_generated }) => alerts_generated > 0).length;
  return [
    tile('time', durationText(wall_time_ns), `${durationText(rulesNs)} in rules`),
    tile('events', countText(stream.events), bytesText(stream.bytes)),
    tile('events per second', perSecond === null ? '-' : countText(perSecond), 'everything included'),
    tile('rules', countText(rules.length), `${countText(fired)} fired`),
    tile('alerts', countText(alerts.count), `${shareText(alertShare(stream, alerts))} per event`),
    ...(heap === null
      ? []
      : [tile('heap, peak', bytesText(heap.peak_bytes), `${bytesText(heap.used_bytes)} at the end`)]),
    ...(pack.skipped.length === 0 ? [] : [skippedTile(pack)]),
  ];
}

function skippedTile({ skipped }: RunFile['pack']): HTMLElement {
  const total = skipped.reduce((sum, { count }) => sum + count, 0);
  return tile(
    'rules skipped',
    countText(total),
    skipped.map(({ reason, count }) => `${countText(count)} ${reason}`).join(', '),
  );
}

function tile(label: string, figure: string, beside: string): HTMLElement {
  return element(
    'div',
    {},
    element('dt', {}, label),
    element('dd', { class: 'large' }, figure),
    element('dd', { class: 'quiet' }, beside),
  );
}

function alertShare({ events }: RunFile['stream'], { count }: RunFile['alerts']): number | null {
  return events === 0 ? null : count / events;
}
