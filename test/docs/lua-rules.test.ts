import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../src/engine/lua/lua-runtime.ts';
import { runLua } from '../engine/lua/support.ts';

const PAGE = readFileSync(new URL('../../docs/lua-rules.md', import.meta.url), 'utf8');

/** The example under a file name. */
function example(fileName: string): string {
  const [, text] = new RegExp(`\`${fileName}\`:\n\n\`\`\`lua\n(.*?)\`\`\``, 's').exec(PAGE) ?? [];
  return text!;
}

describe.each(LUA_RUNTIMES)('examples of docs/lua-rules.md in %s', (runtime) => {
  it('failed_logons.lua finds five within five minutes', async () => {
    const minute = 60_000_000_000;
    const failure = (atMinute: number, user = 'eve') => ({
      'event.outcome': 'failure',
      'user.name': user,
      'kestrel.ts_mono_ns': atMinute * minute,
    });
    const within = [0, 1, 2, 3, 5].map((at) => failure(at));
    const beyond = [10, 11, 12, 13, 15.01].map((at) => failure(at, 'bob'));
    const success = { ...failure(3), 'event.outcome': 'success' };
    const { matches, captures } = await runLua(
      example('failed_logons.lua'),
      [...within, success, ...beyond],
      { runtime },
    );
    expect(matches).toEqual([4]);
    expect(captures).toEqual([{ user: 'eve' }]);
  });

  it('office_child.lua finds a child of Word in a user’s folder', async () => {
    const regexes = ['(?i)^(winword|excel|outlook)\\.exe$'];
    const globs = ['C:\\Users\\*\\AppData\\*'];
    const events = [
      { 'process.parent.name': 'WINWORD.EXE', 'process.executable': 'C:\\Users\\eve\\AppData\\Local\\a.exe' },
      {
        'process.parent.name': 'explorer.exe',
        'process.executable': 'C:\\Users\\eve\\AppData\\Local\\a.exe',
      },
      { 'process.parent.name': 'WINWORD.EXE', 'process.executable': 'C:\\Windows\\splwow64.exe' },
    ];
    const { matches } = await runLua(example('office_child.lua'), events, { runtime, regexes, globs });
    expect(matches).toEqual([0]);
  });
});

it('names every function of the table kestrel', async () => {
  const names = [...PAGE.matchAll(/^\| `(\w+)\((?:event|pattern)[^)]*\)` \| (?!Called|Optional)/gm)].map(
    ([, name]) => name,
  );
  const list = `
    function pred_eval() return true end
    function pred_capture()
      local names = {}
      for name in pairs(kestrel) do names[#names + 1] = name end
      table.sort(names)
      return { names = table.concat(names, ' ') }
    end`;
  const { captures } = await runLua(list, [{}], { runtime: 'wasmoon' });
  expect(captures[0]).toEqual({ names: names.toSorted().join(' ') });
});
