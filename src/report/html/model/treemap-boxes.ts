import { type HierarchyRectangularNode, hierarchy, treemap } from 'd3-hierarchy';
import type { TimeBox } from './time-box.ts';
import type { TimeNode } from './time-tree.ts';

/** Above the parts of a node, for its name. */
const HEADER_PX = 20;

/**
 * The parts of a node as rectangles whose areas are their times, and theirs inside them where the whole is shown.
 * A rectangle comes before those that lie in it.
 */
export function treemapBoxes(root: TimeNode, widthPx: number, heightPx: number): TimeBox[] {
  const levels = root.type === null ? 2 : 1;
  const tree = hierarchy(shallow(root, levels), ({ parts }) => parts).sum(({ parts, node }) =>
    parts.length > 0 ? 0 : node.timeNs,
  );
  const placed = treemap<Part>()
    .size([widthPx, heightPx])
    .paddingTop(({ depth, height }) => (depth > 0 && height > 0 ? HEADER_PX : 0))(tree);
  return placed.descendants().slice(1).map(boxOf);
}

/** A node with as many levels below it as are drawn. */
interface Part {
  readonly node: TimeNode;
  readonly parts: readonly Part[];
}

function shallow(node: TimeNode, levels: number): Part {
  return { node, parts: levels === 0 ? [] : node.children.map((child) => shallow(child, levels - 1)) };
}

function boxOf(placed: HierarchyRectangularNode<Part>): TimeBox {
  const { x0, x1, y0, y1 } = placed;
  const path = placed
    .ancestors()
    .reverse()
    .slice(1)
    .map(({ data }) => data.node);
  return { path, x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}
