import { Box, Text } from 'ink';
import { createElement, type ReactElement } from 'react';
import type { LiveRule } from '../source/live-snapshot.ts';
import { choicesLine } from './choices-line.ts';
import { footerLine } from './footer-line.ts';
import type { Frame } from './frame.ts';
import { progressLine } from './progress-line.ts';
import { ratesLine } from './rates-line.ts';
import { screenLayout } from './screen-layout.ts';
import { timeLine } from './time-line.ts';
import { titleLine } from './title-line.ts';

interface ScreenProps {
  readonly frame: Frame;
  readonly rules: readonly LiveRule[];
}

/** One line of the terminal, cut where it ends. An empty one takes its row, too. */
function Line({ text }: { readonly text: string }): ReactElement {
  return createElement(Text, { wrap: 'truncate' }, text === '' ? ' ' : text);
}

/** Rates, and where the time went: where there is room for them. */
function Details({ frame, rules }: ScreenProps): ReactElement | null {
  if (!screenLayout(frame.heightRows).hasDetail) return null;
  return createElement(
    Box,
    { flexDirection: 'column', flexShrink: 0 },
    createElement(Line, { text: ratesLine(frame) }),
    createElement(Line, { text: timeLine(rules, frame.snapshot, frame.widthColumns) }),
  );
}

function Header({ frame, rules }: ScreenProps): ReactElement {
  return createElement(
    Box,
    { flexDirection: 'column', flexShrink: 0 },
    createElement(Line, { text: titleLine(frame) }),
    createElement(Line, { text: progressLine(frame) }),
    createElement(Details, { frame, rules }),
    createElement(Line, { text: choicesLine(frame) }),
  );
}

/** The screen without what stands between header and footer: the footer follows the header. */
export function TopScreen({ frame, rules }: ScreenProps): ReactElement {
  return createElement(
    Box,
    { flexDirection: 'column', width: frame.widthColumns },
    createElement(Header, { frame, rules }),
    createElement(Line, { text: footerLine(frame) }),
  );
}
