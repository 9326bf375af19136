import { type EngineSide, engineSide } from '../engine-side.ts';
import type { Group, PreparedGroup } from '../group.ts';
import { batchOf, MADE_EVENTS, madeEvents, timeOf } from '../made-batch.ts';
import { numbered, rulesOfTexts } from '../rules-of-texts.ts';
import type { Stage } from '../stage.ts';

const RULES = 4;

const never = (number: number, step: string): string => `process.name == "never-${number}-${step}"`;
const sequence = (steps: readonly string[], number: number, until = ''): string =>
  `sequence by host.id with maxspan=${60 + number}s ${steps.map((step) => `[process where ${step}]`).join(' ')}${until}`;

/** Sequences by what their steps let through. */
export const sequences: Group = {
  name: 'sequences',
  question: `What does an event cost ${RULES} sequences over hosts, with a \`maxspan\` of about a minute and one event a second?`,
  isCalled: true,
  prepare,
};

async function prepare(stage: Stage): Promise<PreparedGroup> {
  const sideOf = (name: string, text: (number: number) => string) =>
    movingSide(stage, name, numbered(RULES, text));
  const single = await sideOf(
    'the conditions of its steps as a single-event rule',
    (number) => `process where ${never(number, 'a')} or ${never(number, 'b')}`,
  );
  const idle = await sideOf('sequence, no step matches', (number) =>
    sequence([never(number, 'a'), never(number, 'b')], number),
  );
  const first = (condition: string) => (number: number) => sequence([condition, never(number, 'b')], number);
  const rare = await sideOf(
    'first step matches 1 event of 256',
    first('process.command_line : "*00000042 --quiet"'),
  );
  const every = await sideOf('first step matches every event', first('process.pid > 0'));
  const until = await sideOf('the same with until', (number) =>
    sequence(['process.pid > 0', never(number, 'b')], number, ` until [process where ${never(number, 'c')}]`),
  );
  const three = await sideOf('two steps of three match every event', (number) =>
    sequence(['process.pid > 0', 'process.pid > 1', never(number, 'b')], number),
  );
  const each = { figure: 'timeNs', per: 'event' } as const;
  return {
    tasks: [
      { ...each, name: idle.name, side: idle, reference: single },
      ...[rare, every, until, three].map((side) => ({ ...each, name: side.name, side, reference: idle })),
    ],
    close: () => {
      for (const side of [single, idle, rare, every, until, three]) side.close();
    },
  };
}

/** Before each call time goes on, as it does in a stream: the same batch again would be late. */
async function movingSide(stage: Stage, name: string, texts: readonly string[]): Promise<EngineSide> {
  const rules = await rulesOfTexts(stage.folder, '.eql', texts);
  const records = madeEvents();
  let calls = 0;
  const beforeEach = (): void => {
    for (const [row, record] of records.entries()) record['@timestamp'] = timeOf(calls * MADE_EVENTS + row);
    calls++;
  };
  return engineSide({ name, rules, batches: [batchOf(records)], operations: records.length, beforeEach });
}
