import type { TimeNode } from './time-tree.ts';

/** A node of the tree of times as a rectangle, in pixels. */
export interface TimeBox {
  /** From below what the picture shows to the node itself. */
  readonly path: readonly TimeNode[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The node a rectangle stands for. */
export function nodeOf({ path }: TimeBox): TimeNode {
  return path.at(-1)!;
}
