import type { LuaRuntime } from 'kestrel-perf';
import { type EngineSide, mustAgree } from '../engine-side.ts';
import type { Group, PreparedGroup } from '../group.ts';
import { batchOf, madeEvents } from '../made-batch.ts';
import { numbered } from '../rules-of-texts.ts';
import type { Stage } from '../stage.ts';
import { textSide } from '../text-side.ts';

const RULES = 8;

const EQL = (number: number): string =>
  `any where process.pid == ${-1 - number} or process.name == "no such name ${number}"`;

const TWO_HOST_CALLS = (number: number): string => `function pred_eval(event)
  return kestrel.event_get_i64(event, 'process.pid') == ${-1 - number}
    or kestrel.event_get_str(event, 'process.name') == 'no such name ${number}'
end
`;

const NO_HOST_CALLS = (number: number): string => `local count = ${number}
function pred_eval(event)
  count = count + 1
  return count < 0
end
`;

/** Lua rules against EQL, and one runtime against the other. */
export const lua: Group = {
  name: 'lua',
  question: `What does one evaluation of a Lua rule cost? Of ${RULES} rules; the EQL rules test the same two fields.`,
  isCalled: true,
  prepare,
};

async function prepare(stage: Stage): Promise<PreparedGroup> {
  const batch = batchOf(madeEvents());
  const sideOf = (
    name: string,
    extension: string,
    text: (number: number) => string,
    runtime?: LuaRuntime,
  ): Promise<EngineSide> => {
    const texts = numbered(RULES, text);
    return textSide(stage.folder, batch, { name, extension, texts, ...(runtime && { lua: runtime }) });
  };
  const eql = await sideOf('EQL, the same two tests', '.eql', EQL);
  const wasmoon = await sideOf('wasmoon, two host calls', '.lua', TWO_HOST_CALLS, 'wasmoon');
  const bare = await sideOf('wasmoon, no host call', '.lua', NO_HOST_CALLS, 'wasmoon');
  const fengari = await sideOf('fengari, two host calls', '.lua', TWO_HOST_CALLS, 'fengari');
  const sides = [eql, wasmoon, bare, fengari];
  for (const side of sides) mustAgree(side, eql);
  const each = { figure: 'timeNs', per: 'evaluation' } as const;
  return {
    tasks: [
      { ...each, name: wasmoon.name, side: wasmoon, reference: eql },
      { ...each, name: bare.name, side: bare, reference: eql },
      { ...each, name: fengari.name, side: fengari, reference: wasmoon },
    ],
    close: () => {
      for (const side of sides) side.close();
    },
  };
}
