/** How many days the sums per hour are kept; those per day stay. */
export const KEEP_HOURS_DAYS = 31;
