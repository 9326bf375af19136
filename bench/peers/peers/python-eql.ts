import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAnswerLines } from '../run/answers.ts';
import { toPythonEql } from '../translate/python-eql.ts';
import { answeringCommand } from './answering-command.ts';
import type { Peer } from './peer.ts';

const PROGRAM = fileURLToPath(new URL('../programs/python-eql.py', import.meta.url));

/** One engine with all queries, events one by one. */
export const pythonEql: Peer = {
  name: 'python-eql',
  what: 'PythonEngine, all queries',
  find: async () => {
    const version = await answeringCommand('python3', ['-c', 'import eql; print(eql.__version__)']);
    if (version === undefined) {
      return {
        notice: 'python3 cannot import eql: pip install --target FOLDER eql, and PYTHONPATH=FOLDER',
      };
    }
    return { version };
  },
  prepare: async (rules, folder) => {
    const queries = join(folder, 'queries.json');
    await writeFile(
      queries,
      JSON.stringify(rules.map((rule) => ({ id: rule.id, query: toPythonEql(rule) }))),
    );
    return [
      {
        name: '',
        command: (eventsFile) => ({ file: 'python3', args: [PROGRAM, queries, eventsFile] }),
        readAnswers: readAnswerLines,
      },
    ];
  },
};
