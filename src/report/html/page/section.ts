import { type Child, element } from './element.ts';

/** A part of the page under a heading of its own. @param id where links lead */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  const headingId = `${id}-title`;
  return element(
    'section',
    { id, 'aria-labelledby': headingId },
    element('h2', { id: headingId }, title),
    ...children,
  );
}

/** A sentence that explains, or says why there is nothing to see. */
export function note(text: string): HTMLElement {
  return element('p', { class: 'note' }, text);
}

/** Sentences as a list; null without any. */
export function sentences(texts: readonly string[]): HTMLElement | null {
  if (texts.length === 0) return null;
  return element('ul', { class: 'sentences' }, ...texts.map((text) => element('li', {}, text)));
}
