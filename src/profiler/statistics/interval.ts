/** Where the true value lies in 95 of 100 cases. */
export type Interval = readonly [low: number, high: number];

/** Of the normal distribution: 95 % lie within so many standard deviations of the mean. */
export const Z_95 = 1.959963984540054;
