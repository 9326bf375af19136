import type { RuleIndex } from '../engine/rule.ts';
import { INTERVAL_SECONDS } from './protocol.ts';

/** What a request asks for. */
export type Route =
  | { readonly to: 'index' | 'run' | 'snapshot' | 'metrics' | 'nothing' }
  | { readonly to: 'events'; readonly intervalMs: number }
  | { readonly to: 'rule'; readonly rule: RuleIndex }
  | { readonly to: 'bad-request'; readonly reason: string };

const { least, most, default: usual } = INTERVAL_SECONDS;

/** What there is to ask for, as a page for people. */
export const ROUTES_TEXT = `kestrel-perf serves a replay:

/run.json        what runs, since when, in which process
/snapshot.json   all figures by now, as --dump writes them
/metrics         the same as OpenMetrics text
/events          figures as server-sent events; ?interval=SECONDS, ${least} to ${most}, ${usual} unless given
/rules/N.json    rule N in detail, from 0, in the order of /events
`;

const PAGES = {
  '/': 'index',
  '/run.json': 'run',
  '/snapshot.json': 'snapshot',
  '/metrics': 'metrics',
} as const satisfies Record<string, Route['to']>;

/** What the target of a request means. @param target its path and query, as it came @param rules how many there are */
export function routeOf(target: string, rules: number): Route {
  const queryAt = target.includes('?') ? target.indexOf('?') : target.length;
  const pathname = target.slice(0, queryAt);
  if (Object.hasOwn(PAGES, pathname)) return { to: PAGES[pathname as keyof typeof PAGES] };
  if (pathname === '/events') return eventsRoute(new URLSearchParams(target.slice(queryAt)).get('interval'));
  const number = /^\/rules\/(\d{1,9})\.json$/.exec(pathname)?.[1];
  if (number !== undefined && Number(number) < rules) return { to: 'rule', rule: Number(number) };
  return { to: 'nothing' };
}

function eventsRoute(interval: string | null): Route {
  const seconds = Number(interval ?? usual);
  const isNumber = interval === null || /^\d+(\.\d+)?$/.test(interval);
  if (isNumber && seconds >= least && seconds <= most) return { to: 'events', intervalMs: seconds * 1e3 };
  return { to: 'bad-request', reason: `interval must be seconds from ${least} to ${most}` };
}
