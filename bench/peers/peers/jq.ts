import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatherAnswers, readJsonLines } from '../run/answers.ts';
import { toJq } from '../translate/jq.ts';
import { answeringCommand } from './answering-command.ts';
import type { Peer } from './peer.ts';

/** One program with all rules in it. */
export const jq: Peer = {
  name: 'jq',
  what: 'one program for all rules',
  find: async () => {
    const version = await answeringCommand('jq', ['--version']);
    if (version === undefined) return { notice: 'jq is not installed: see https://jqlang.org/download' };
    return { version: version.replace(/^jq-/, '') };
  },
  prepare: async (rules, folder) => {
    const program = join(folder, 'rules.jq');
    await writeFile(program, toJq(rules));
    return [
      {
        name: '',
        command: (eventsFile) => ({ file: 'jq', args: ['-n', '-c', '-f', program, eventsFile] }),
        readAnswers: async (outputFile) =>
          gatherAnswers(
            (await readJsonLines(outputFile)).flatMap((line) => {
              if (!Array.isArray(line))
                throw new Error(`${outputFile} has a line that is no list: ${JSON.stringify(line)}`);
              const [number, ...ids] = line as unknown[];
              return ids.map((id) => [String(id), Number(number)] as const);
            }),
          ),
      },
    ];
  },
};
