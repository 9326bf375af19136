import { writeFileSync } from 'node:fs';

const PROGRAMS = ['svchost.exe', 'chrome.exe', 'explorer.exe', 'powershell.exe', 'teams.exe', 'backup.exe'];

/**
 * Writes a stream of process starts that differ a little from each other, one second apart: every rule of the proofs
 * looks at every event, and does the same work on each.
 *
 * @param {string} path
 * @param {number} events
 */
export function writeStream(path, events) {
  const lines = Array.from({ length: events }, (_, at) =>
    JSON.stringify({
      '@timestamp': new Date(Date.UTC(2026, 0, 1) + at * 1_000).toISOString(),
      event: { category: ['process'], type: ['start'] },
      host: { id: `host-${at % 7}`, name: `host-${at % 7}` },
      process: {
        pid: 1_000 + at,
        name: PROGRAMS[at % PROGRAMS.length],
        command_line: `C:\\Program Files\\Vendor\\${PROGRAMS[at % PROGRAMS.length]} --session ${String(at).padStart(8, '0')} --quiet`,
      },
    }),
  );
  writeFileSync(path, `${lines.join('\n')}\n`);
}
