/** Longest query text in UTF-16 code units; room for over ten thousand patterns in one list. */
export const MAX_QUERY_LENGTH = 262_144;

/** How deep brackets, comments and expressions may nest, so that recursion over them stays within the stack. */
export const MAX_NESTING = 250;

/** Most names in a field's path. Elasticsearch allows 20 levels of objects unless it is told otherwise. */
export const MAX_PATH_NAMES = 100;

/** Most steps of a sequence, counted after `with runs` has been expanded. */
export const MAX_SEQUENCE_STEPS = 256;

/** Largest `n` of `with runs = n`. */
export const MAX_RUNS = 100;

/** Most filters of a sample. */
export const MAX_SAMPLE_FILTERS = 5;

/** Largest `n` of `| head n` and `| tail n`: a 32-bit signed integer. */
export const MAX_PIPE_COUNT = 2_147_483_647;
