/** How often a process says that it is there, in milliseconds. */
export const BEAT_EVERY_MS = 5_000;
