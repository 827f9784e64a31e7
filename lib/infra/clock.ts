/** Where "now" comes from. Whatever decides takes `now` as an argument; only entries and jobs read the clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
