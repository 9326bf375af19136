import { visibleText } from '../../visible-text.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Nearly all texts, and nothing in them is hidden. */
const PLAIN = /^[ -~]*$/;

/** Attributes by name; one that is null or false is left out, one that is true is empty. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** What may be in an element: other nodes, and texts. Nothing at all where it is null. */
export type Child = Node | string | null;

/** An HTML element. Texts become text nodes and never HTML, with hidden characters made visible. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** Untrusted text with all that hides or reorders text made visible. */
export function shown(text: string): string {
  return PLAIN.test(text) ? text : visibleText(text);
}

function filled<E extends Element>(target: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    target.setAttribute(name, value === true ? '' : shown(String(value)));
  }
  for (const child of children) {
    if (child !== null) target.append(typeof child === 'string' ? shown(child) : child);
  }
  return target;
}
