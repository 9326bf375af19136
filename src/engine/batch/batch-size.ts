/**
 * The default number of events in a batch. From 1,024 to 4,096 a replay takes the same time (`bench/README.md`); what is
 * paid once a batch, the time guard of Lua and Wasm rules before all, is a smaller part of a larger one.
 */
export const DEFAULT_BATCH_SIZE = 3072;
