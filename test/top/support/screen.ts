import { DEFAULT_THRESHOLDS } from '../../../src/top/model/cost-level.ts';
import { ScreenTop } from '../../../src/top/screen-top.ts';
import type { LiveSource } from '../../../src/top/source/live-snapshot.ts';
import type { TopSettings } from '../../../src/top/top-settings.ts';
import { renderFrame } from '../../../src/top/view/render-frame.ts';
import { FakeTerminal } from './fake-terminal.ts';

/** What the view asked of the program around it. */
export type Asked = 'quit' | 'interrupt' | 'dump';

export interface Screen {
  readonly terminal: FakeTerminal;
  readonly top: ScreenTop;
  readonly asked: Asked[];
}

/** The view on a terminal emulator. Figures change with `r`: intervals are longer than tests. */
export function openScreen(
  source: LiveSource,
  columns: number,
  rows: number,
  settings: Partial<TopSettings> = {},
): Screen {
  const terminal = new FakeTerminal(columns, rows);
  const asked: Asked[] = [];
  const top = new ScreenTop(
    source,
    terminal,
    {
      sort: 'cpu',
      filter: 'all',
      intervalSeconds: 5,
      thresholds: DEFAULT_THRESHOLDS,
      color: false,
      exitAtEnd: false,
      onQuit: () => asked.push('quit'),
      onInterrupt: () => asked.push('interrupt'),
      writeDump: async () => {
        asked.push('dump');
        return 'run-1.json';
      },
      ...settings,
    },
    renderFrame,
  );
  return { terminal, top, asked };
}

/** The ids in the table, from its first row on screen. */
export async function shownRules(terminal: FakeTerminal): Promise<string[]> {
  const lines = await terminal.lines();
  const header = lines.findIndex((line) => line.includes('Rule ID'));
  return lines.slice(header + 1).flatMap((line) => {
    const [, id] = /^[> ]\s*\d+ .. (\S+)/.exec(line) ?? [];
    return id === undefined ? [] : [id];
  });
}
