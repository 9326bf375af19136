import type { WantedMember } from './scan/line-scanner.ts';

/** The path of the line itself. */
const LINE = 0;

/** What a scanner has to look for so that it finds paths however they are spelt. */
export interface WantedPaths {
  readonly members: readonly WantedMember[];
  /** By member: its path, which is a wanted one where the value of the member is. */
  readonly pathOf: readonly string[];
}

/**
 * Every way to spell each path: a member is one segment of it or several joined by dots, within the line or within the
 * object at the segments before.
 */
export function wantedPaths(paths: Iterable<string>): WantedPaths {
  const wanted = new Set(paths);
  const numbers = new Map<string, number>();
  const holders = new Set<string>();
  const names = new Map<string, { name: string; holder: string | undefined; path: string }>();
  for (const path of wanted) {
    const segments = path.split('.');
    for (let end = 1; end <= segments.length; end++) {
      const reached = segments.slice(0, end).join('.');
      if (!numbers.has(reached)) numbers.set(reached, numbers.size + 1);
      if (end < segments.length) holders.add(reached);
      for (let start = 0; start < end; start++) {
        const name = segments.slice(start, end).join('.');
        const holder = start === 0 ? undefined : segments.slice(0, start).join('.');
        // Which path is reached, and how many of its segments are the holder's, tells all of them apart.
        names.set(`${start} ${reached}`, { name, holder, path: reached });
      }
    }
  }
  const all = [...names.values()];
  return {
    members: all.map(({ name, holder, path }) => ({
      name,
      holder: holder === undefined ? LINE : numbers.get(holder)!,
      path: numbers.get(path)!,
      isValue: wanted.has(path),
      isHolder: holders.has(path),
    })),
    pathOf: all.map(({ path }) => path),
  };
}
