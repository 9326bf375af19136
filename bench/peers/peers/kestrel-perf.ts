import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PeerRule } from '../rules/rule.ts';
import { gatherAnswers, readJsonLines } from '../run/answers.ts';
import { toEql } from '../translate/eql.ts';
import type { Peer } from './peer.ts';

/** The program as it is built and as users run it. */
export const PROGRAM = fileURLToPath(new URL('../../../bin/kestrel-perf.js', import.meta.url));
const QUIET = ['--quiet', '--no-top', '--no-serve'];

/** What the others are compared with, profiling as it does unless told otherwise. */
export const kestrelPerf = kestrelPerfPeer('kestrel-perf', 'replay, profiling', []);

/** The same engine when nothing is measured: the alerts alone, which is all that the others give. */
export const kestrelPerfUnprofiled = kestrelPerfPeer('kestrel-perf-bare', 'replay, measuring nothing', [
  '--no-profile',
  '--no-accounting',
  '--no-advice',
]);

function kestrelPerfPeer(name: string, what: string, options: readonly string[]): Peer {
  return {
    name,
    what,
    find: async () => {
      const packageFile = new URL('../../../package.json', import.meta.url);
      const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string };
      return { version };
    },
    prepare: async (rules: readonly PeerRule[], folder: string) => {
      const pack = join(folder, 'rules');
      const alerts = join(folder, 'alerts.ndjson');
      await mkdir(pack);
      for (const rule of rules) await writeFile(join(pack, `${rule.id}.eql`), `${toEql(rule)}\n`);
      return [
        {
          name: '',
          command: (eventsFile) => ({
            file: process.execPath,
            args: [PROGRAM, 'replay', eventsFile, '--rules', pack, '--alerts', alerts, ...QUIET, ...options],
          }),
          readAnswers: async () =>
            gatherAnswers((await readJsonLines(alerts)).map((line) => alertPair(alerts, line))),
        },
      ];
    },
  };
}

function alertPair(file: string, line: object): [string, number] {
  const { rule_id: rule, events } = line as { rule_id?: unknown; events?: unknown };
  if (typeof rule !== 'string' || !Array.isArray(events))
    throw new Error(`${file} has a line that is no alert: ${JSON.stringify(line).slice(0, 100)}`);
  return [rule, Number(events[0])];
}
