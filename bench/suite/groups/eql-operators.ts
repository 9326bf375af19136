import type { EngineSide } from '../engine-side.ts';
import type { Group, PreparedGroup } from '../group.ts';
import { batchOf, madeEvents } from '../made-batch.ts';
import { numbered } from '../rules-of-texts.ts';
import type { Stage } from '../stage.ts';
import { textSide } from '../text-side.ts';

/** Enough that reading the field, which they share, is a small part. */
const RULES_PER_OPERATOR = 16;

type Condition = (number: number) => string;

const REFERENCE = 'process.command_line == "…"';
const EQUAL: Condition = (number) => `process.command_line == "/usr/bin/tool-${number} --none"`;

/** By the name of the task. None holds for any event, so that no alerts are in the times. */
const CONDITIONS: Readonly<Record<string, Condition>> = {
  'in ("…", 8 of them)': (number) => `process.command_line in (${eightTexts(number)})`,
  'in~ ("…", 8 of them)': (number) => `process.command_line in~ (${eightTexts(number)})`,
  ': "…"': (number) => `process.command_line : "/USR/bin/tool-${number} --none"`,
  ': "…*"': (number) => `process.command_line : "/opt/tool-${number}*"`,
  ': "*…"': (number) => `process.command_line : "*--tool-${number}"`,
  ': "*…*"': (number) => `process.command_line : "*--tool-${number}*"`,
  ': "*…*…*"': (number) => `process.command_line : "*--session*tool-${number}*"`,
  'like "*…*"': (number) => `process.command_line like "*--tool-${number}*"`,
  'regex~ "…"': (number) => `process.command_line regex~ """/usr/bin/[a-z0-9]+ --tool-${number}.*"""`,
  'startsWith~': (number) => `startsWith~(process.command_line, "/opt/tool-${number}")`,
  'stringContains~': (number) => `stringContains~(process.command_line, "--tool-${number}")`,
  'length > n': (number) => `length(process.command_line) > ${1_000 + number}`,
  'number > n': (number) => `process.pid > ${1_000_000 + number}`,
  'number % n == m': (number) => `process.pid % ${7_000_003 + number} == ${number}`,
  'one of a list == "…"': (number) => `process.args == "--tool-${number}"`,
  cidrMatch: (number) => `cidrMatch(source.ip, "10.${number}.0.0/16")`,
  'not (… == "…" or … == "…")': (number) =>
    `not (process.command_line == "tool-${number}" or process.command_line != "tool-${number}")`,
};

/** Each operator of EQL against equality. */
export const eqlOperators: Group = {
  name: 'eql',
  question: `What does one evaluation of a condition cost, by operator, against \`${REFERENCE}\`? Of ${RULES_PER_OPERATOR} rules with one condition each, over ECS events, without the index, which would find some of them by value; reading the field is part of it.`,
  isCalled: true,
  prepare,
};

async function prepare(stage: Stage): Promise<PreparedGroup> {
  const batch = batchOf(madeEvents());
  const sideOf = async (name: string, condition: Condition): Promise<EngineSide> => {
    const texts = numbered(RULES_PER_OPERATOR, (number) => `any where ${condition(number)}`);
    const side = await textSide(stage.folder, batch, { name, extension: '.eql', texts });
    if (side.alerts() > 0)
      throw new Error(`“${name}” holds for some events, and its time would be that of alerts`);
    return side;
  };
  const reference = await sideOf('==', EQUAL);
  const sides: EngineSide[] = [];
  for (const [name, condition] of Object.entries(CONDITIONS)) sides.push(await sideOf(name, condition));
  return {
    tasks: sides.map((side) => ({ name: side.name, side, reference, figure: 'timeNs', per: 'evaluation' })),
    close: () => {
      for (const side of [reference, ...sides]) side.close();
    },
  };
}

function eightTexts(number: number): string {
  return numbered(8, (other) => `"/usr/bin/tool-${number}-${other} --none"`).join(', ');
}
