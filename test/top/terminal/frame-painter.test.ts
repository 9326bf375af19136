import xterm from '@xterm/headless';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FramePainter } from '../../../src/top/terminal/frame-painter.ts';

const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';

test('the first frame clears the screen, the next ones write what changed', () => {
  const painter = new FramePainter();
  expect(painter.paint(['a', 'b'])).toBe(`${BEGIN}\u001b[2J\u001b[1;1Ha\u001b[2;1Hb${END}`);
  expect(painter.paint(['a', 'c'])).toBe(`${BEGIN}\u001b[2;1H\u001b[2Kc${END}`);
  expect(painter.paint(['a', 'c'])).toBe('');
  painter.forget();
  expect(painter.paint(['a', 'c'])).toContain('\u001b[2J');
});

test('whatever the frames, the terminal shows the last one', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 10 });
  const frame = fc.array(line, { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 10 }), async (frames) => {
      const emulator = new xterm.Terminal({ cols: 10, rows: 3, allowProposedApi: true });
      const painter = new FramePainter();
      const bytes = frames.map((lines) => painter.paint(lines)).join('');
      await new Promise<void>((resolve) => emulator.write(bytes, resolve));
      const shown = [0, 1, 2].map((row) =>
        emulator.buffer.active.getLine(row)!.translateToString(true).trimEnd(),
      );
      expect(shown).toEqual(frames.at(-1)!.map((text) => text.trimEnd()));
    }),
    { numRuns: 50 },
  );
});
