import { PlainTop } from './plain/plain-top.ts';
import { ScreenTop } from './screen-top.ts';
import type { LiveSource } from './source/live-snapshot.ts';
import { canDraw, type TopTerminal } from './terminal/top-terminal.ts';
import type { TopHandle, TopSettings } from './top-settings.ts';

/**
 * Shows a run while it goes on: a screen where the terminal can draw one, else a plain line every interval. React is
 * loaded only for a screen, which takes a moment; the run need not wait for it.
 */
export async function startTop(
  source: LiveSource,
  terminal: TopTerminal,
  settings: TopSettings,
): Promise<TopHandle> {
  if (!canDraw(terminal)) return new PlainTop(source, terminal.output, settings.intervalSeconds);
  // React decides when it is loaded whether it notes each render in the performance timeline, where notes pile up.
  process.env.NODE_ENV ??= 'production';
  const { renderFrame } = await import('./view/render-frame.ts');
  return new ScreenTop(source, terminal, settings, renderFrame);
}
