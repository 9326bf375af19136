/** The file that a dump at a key is written to: `kestrel-perf-20240501T120000Z.json`, without colons, which some file systems refuse. */
export function dumpFileName(now: Date): string {
  return `kestrel-perf-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.json`;
}
