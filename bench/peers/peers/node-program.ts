import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { columnsOf } from '../rules/columns.ts';
import type { PeerRule } from '../rules/rule.ts';
import { readAnswerLines } from '../run/answers.ts';
import { installedPackage } from './installed-package.ts';
import type { Peer, Way } from './peer.ts';

/**
 * A library that is given events one by one: a program in `programs/` reads the file, takes the columns out of each event
 * and asks the library.
 *
 * @param name of the peer
 * @param what see Peer
 * @param packageName what must be installed
 * @param program the file in `programs/`
 * @param translate what the library is given for a rule; any JSON
 */
export function nodeProgramPeer(
  name: string,
  what: string,
  packageName: string,
  program: string,
  translate: (rule: PeerRule) => unknown,
): Peer {
  const file = fileURLToPath(new URL(`../programs/${program}`, import.meta.url));
  return {
    name,
    what,
    find: () => installedPackage(packageName),
    prepare: async (rules, folder): Promise<readonly Way[]> => {
      const work = join(folder, 'work.json');
      const translated = rules.map((rule) => ({ id: rule.id, rule: translate(rule) }));
      await writeFile(work, JSON.stringify({ columns: columnsOf(rules), rules: translated }));
      return [
        {
          name: '',
          command: (eventsFile) => ({ file: process.execPath, args: [file, work, eventsFile] }),
          readAnswers: readAnswerLines,
        },
      ];
    },
  };
}
