import { durationText, shareText } from '../../figure-text.ts';
import { nodeOf, type TimeBox } from '../model/time-box.ts';
import type { TimeNode } from '../model/time-tree.ts';
import { element, shown, svgElement } from './element.ts';

/** A picture of a tree of times that can be zoomed into. */
export interface ZoomPicture {
  readonly name: string;
  readonly boxes: (root: TimeNode, widthPx: number) => readonly TimeBox[];
}

/** From this width on, and about seven pixels a letter, a name says something. */
const MIN_LABEL_PX = 44;
const LETTER_PX = 7.2;
const LINE_PX = 14;

/** Where arrow keys lead, in the order of the boxes. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * The picture of a tree. One box is in the order of the Tab key; arrow keys go from box to box, Enter or a click zooms
 * into one that has parts, Escape goes back, as do the names above the picture.
 */
export function zoomView({ name, boxes }: ZoomPicture, tree: TimeNode): HTMLElement {
  let trail: readonly TimeNode[] = [tree];
  const crumbs = element('nav', { class: 'crumbs', 'aria-label': `${name}: what is shown` });
  const picture = svgElement('svg', { class: 'boxes', role: 'group', 'aria-label': label(name) });
  const status = element('p', { class: 'status', 'aria-hidden': 'true' });
  const frame = element('div', { class: 'zoom' }, crumbs, picture, status);
  picture.addEventListener('keydown', onKey);
  // The first call of an observer draws the picture, once it has a width.
  let drawnWidthPx = 0;
  new ResizeObserver(() => {
    if (picture.clientWidth !== drawnWidthPx) draw();
  }).observe(picture);
  return frame;

  function draw(): void {
    drawnWidthPx = picture.clientWidth;
    const root = trail.at(-1)!;
    const placed = boxes(root, drawnWidthPx);
    const bottom = Math.max(...placed.map(({ y, height }) => y + height), 0);
    picture.setAttribute('height', String(bottom));
    const shapes = placed.map((box) => boxShape(box, tree.timeNs));
    for (const [index, shape] of shapes.entries()) listen(shape, placed[index]!, root);
    shapes[0]?.setAttribute('tabindex', '0');
    picture.replaceChildren(...shapes);
    crumbs.replaceChildren(...trail.map(crumb));
    status.textContent = '\u00a0';
  }

  function listen(shape: SVGElement, box: TimeBox, root: TimeNode): void {
    const node = nodeOf(box);
    const tell = () => (status.textContent = shape.getAttribute('aria-label'));
    shape.addEventListener('pointerenter', tell);
    shape.addEventListener('focus', tell);
    if (node.children.length === 0 || node === root) return;
    shape.setAttribute('role', 'button');
    shape.classList.add('opens');
    shape.addEventListener('click', () => zoom([...trail, ...box.path]));
    shape.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      zoom([...trail, ...box.path]);
    });
  }

  function zoom(to: readonly TimeNode[]): void {
    trail = to;
    draw();
    (picture.firstElementChild as SVGElement | null)?.focus();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && trail.length > 1) zoom(trail.slice(0, -1));
    const step = STEPS[event.key];
    const current = (event.target as Element).closest('g');
    if (step === undefined || current === null) return;
    event.preventDefault();
    const next = (
      step > 0 ? current.nextElementSibling : current.previousElementSibling
    ) as SVGElement | null;
    if (next === null) return;
    current.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  }

  function crumb(node: TimeNode, depth: number): HTMLElement {
    if (depth === trail.length - 1) return element('span', { 'aria-current': 'true' }, node.name);
    const button = element('button', { type: 'button' }, node.name);
    button.addEventListener('click', () => zoom(trail.slice(0, depth + 1)));
    return element('span', {}, button, ' › ');
  }
}

function label(name: string): string {
  return `${name}. Arrow keys go from part to part, Enter zooms in, Escape goes back. The table of rules has the same figures.`;
}

function boxShape(box: TimeBox, totalNs: number): SVGElement {
  const { x, y, width, height } = box;
  const node = nodeOf(box);
  const share = totalNs === 0 ? null : node.timeNs / totalNs;
  const text = `${node.name}: ${durationText(node.timeNs)}, ${shareText(share)} of the time of all rules`;
  const letters = Math.floor((width - 8) / LETTER_PX);
  const hasLabel = width >= MIN_LABEL_PX && height >= LINE_PX;
  return svgElement(
    'g',
    {
      class: `box ${node.isRest ? 'rest' : `kind-${node.type ?? 'all'}`}`,
      tabindex: -1,
      role: 'img',
      'aria-label': text,
    },
    svgElement('title', {}, text),
    svgElement('rect', { x, y, width: Math.max(0, width), height: Math.max(0, height) }),
    hasLabel ? boxLabel(box, cut(shown(node.name), letters)) : null,
  );
}

/** In a picture of its own, so that wide letters are clipped at the edge of the box. */
function boxLabel({ x, y, width, height }: TimeBox, text: string): SVGElement {
  return svgElement('svg', { x, y, width, height }, svgElement('text', { x: 4, y: LINE_PX }, text));
}

function cut(text: string, letters: number): string {
  const characters = Array.from(text);
  return characters.length <= letters ? text : `${characters.slice(0, Math.max(0, letters - 1)).join('')}…`;
}
