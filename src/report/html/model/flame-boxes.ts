import { countText } from '../../figure-text.ts';
import type { TimeBox } from './time-box.ts';
import type { TimeNode } from './time-tree.ts';

/** The height of one row. */
export const FLAME_ROW_PX = 22;

/** Narrower than this nothing can be seen or hit. */
const MIN_WIDTH_PX = 2;

/**
 * A node and all below it, the parts of each under it, as wide as their time. What is not told apart is left free; parts
 * too narrow to be seen share one rectangle that says how many they are.
 */
export function flameBoxes(root: TimeNode, widthPx: number): TimeBox[] {
  const boxes: TimeBox[] = [];
  place(boxes, root, { path: [], x: 0, y: 0, width: widthPx, height: FLAME_ROW_PX });
  return boxes;
}

function place(boxes: TimeBox[], node: TimeNode, box: TimeBox): void {
  // The topmost stands for what is shown, which nothing zooms to.
  boxes.push(box.path.length === 0 ? { ...box, path: [node] } : box);
  const y = box.y + FLAME_ROW_PX;
  const parts = node.children.filter(({ isRest }) => !isRest);
  const wide = parts.filter(({ timeNs }) => widthOf(timeNs) >= MIN_WIDTH_PX);
  let x = box.x;
  for (const child of wide) {
    const width = widthOf(child.timeNs);
    place(boxes, child, { path: [...box.path, child], x, y, width, height: FLAME_ROW_PX });
    x += width;
  }
  const narrow = parts.slice(wide.length);
  const narrowNs = narrow.reduce((sum, { timeNs }) => sum + timeNs, 0);
  if (widthOf(narrowNs) < MIN_WIDTH_PX) return;
  boxes.push({
    path: [...box.path, together(narrow, narrowNs)],
    x,
    y,
    width: widthOf(narrowNs),
    height: FLAME_ROW_PX,
  });

  function widthOf(timeNs: number): number {
    return node.timeNs === 0 ? 0 : (box.width * timeNs) / node.timeNs;
  }
}

function together(nodes: readonly TimeNode[], timeNs: number): TimeNode {
  const { type } = nodes[0]!;
  return { name: `${countText(nodes.length)} more`, type, timeNs, children: [], isRest: false };
}
