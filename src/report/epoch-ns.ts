import { z } from 'zod';

/**
 * Nanoseconds since 1970. They exceed 2^53, so the file holds an exact integer that readers must not turn into
 * a double; here it is a bigint. Small values arrive as plain numbers.
 */
export const epochNs = z.union([z.bigint(), z.int().transform((value) => BigInt(value))]);
