/** Growth of less than this over most of a run is none that anybody has to care about. */
export const LEAST_GROWTH_BYTES = 4_096;
