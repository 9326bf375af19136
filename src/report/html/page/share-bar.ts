import { shareText } from '../../figure-text.ts';
import { element } from './element.ts';

/** A part of 1 as a figure with a bar beside it. */
export function shareBar(share: number | null, text: string = shareText(share)): HTMLElement {
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' }, element('span'));
  // The policy forbids styles in attributes; this way they are allowed.
  (bar.firstElementChild as HTMLElement).style.width = `${Math.min(1, Math.max(0, share ?? 0)) * 100}%`;
  return element('span', { class: 'share' }, bar, element('span', { class: 'share-text' }, text));
}
