/**
 * Bytes in the order of the stream. A chunk may be reused once the next one is asked for: whoever wants to
 * keep bytes copies them. No chunk is empty.
 */
export type ChunkSource = AsyncIterable<Buffer>;
