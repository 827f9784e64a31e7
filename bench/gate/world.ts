/** What the benchmark's processes agree on. */
export interface BenchWorld {
  port: number;
  token: string;
  groups: number;
  /** What getChatMember takes, in ms. */
  memberMs: number;
  /** Whether the sandbox refuses what is too much, as Telegram does. */
  limited: boolean;
  crowd: { from: number; count: number };
  ownerId: number;
  channelId: number;
  groupId: (n: number) => number;
}

export const BENCH_TOKEN = "7700001:sandbox-bench-gate";

export function readWorld(): BenchWorld {
  return {
    port: Number(process.env.SANDBOX_PORT),
    token: BENCH_TOKEN,
    groups: Number(process.env.BENCH_GROUPS ?? 1_000),
    memberMs: Number(process.env.BENCH_MEMBER_MS ?? 50),
    limited: process.env.BENCH_LIMITED === "1",
    crowd: { from: 6_000_000_000, count: 1_000_000 },
    ownerId: 5_900_000_000,
    channelId: -1_001_800_000_000,
    groupId: (n) => -1_001_900_000_000 - n,
  };
}

/** Of each ten people of the crowd, eight are in the channel. @param n which one of those who are, or are not, counted from 0 */
export function personOf(world: BenchWorld, n: number, isMember: boolean): number {
  return isMember
    ? world.crowd.from + Math.floor(n / 8) * 10 + (n % 8)
    : world.crowd.from + Math.floor(n / 2) * 10 + 8 + (n % 2);
}
