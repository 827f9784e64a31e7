/**
 * Seeds the hash of a team's id into its advisory lock: shared to insert usage rows, exclusive to seed counters from them.
 * An arbitrary number that keeps these locks apart from others.
 */
export const TEAM_LOCK_SEED = 7_205_759;
