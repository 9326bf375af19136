/** The default number of events in a batch. */
export const DEFAULT_BATCH_SIZE = 1024;
