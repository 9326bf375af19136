/**
 * Draws the pictures of the live view that the documentation shows, from the built program on the bundled stream and pack:
 *
 *     npm run docs:screens
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { screenSvg } from './screen-svg.ts';
import type { StyledScreen } from './styled-screen.ts';
import { TerminalProgram, type TerminalSize } from './terminal-program.ts';

/** One picture: how large the terminal is, and what is done before it is taken. */
interface Picture {
  readonly file: string;
  readonly title: string;
  readonly size: TerminalSize;
  take(program: TerminalProgram): Promise<StyledScreen>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = `${ROOT}docs/pictures/`;
const EVENTS = 'fixtures/events/intrusion.ndjson';
/** The stream over and over, so that there is something to see while it is replayed. */
const PASSES = 50;
const WIDE: TerminalSize = { widthColumns: 120, heightRows: 32 };
/** All of one rule, down to the end of its source. */
const TALL: TerminalSize = { widthColumns: 120, heightRows: 48 };
/** On a busy machine refreshes are far apart, so the middle is a wide one. */
const HALFWAY = /[█░] +[3-8]\d\.\d %/;
const ENTER = '\r';

const PICTURES: readonly Picture[] = [
  {
    file: 'top.svg',
    title: 'kestrel-perf replay: the live view, 120 columns',
    size: WIDE,
    take: (program) => program.until(HALFWAY),
  },
  {
    file: 'rule.svg',
    title: 'kestrel-perf replay: one rule, when the replay is over',
    size: TALL,
    take: async (program) => {
      await program.until(/slow-sequence-any-event/);
      program.type('/slow-seq');
      await program.until(/"slow-seq"/);
      program.type(ENTER);
      await program.until(/1 of \d+ rules/);
      program.type(ENTER);
      return program.until(/ done\s.*Source/s);
    },
  },
  {
    file: 'narrow.svg',
    title: 'kestrel-perf replay: 40 columns',
    size: { widthColumns: 40, heightRows: 10 },
    take: (program) => program.until(HALFWAY),
  },
];

mkdirSync(FOLDER, { recursive: true });
for (const { file, title, size, take } of PICTURES) {
  const events = new Array<string>(PASSES).fill(EVENTS);
  const command = [process.execPath, 'bin/kestrel-perf.js', 'replay', ...events, '--interval', '1'] as const;
  const program = new TerminalProgram([...command], size, ROOT, { ...process.env, NO_COLOR: '' });
  try {
    writeFileSync(FOLDER + file, screenSvg(await take(program), title));
  } finally {
    await program.end();
  }
  console.log(`docs/pictures/${file}`);
}
