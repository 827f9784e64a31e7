import type { TelegramSettings } from "./settings.ts";

interface Bucket {
  tokens: number;
  /** Unix milliseconds of the last refill. */
  at: number;
}

/** Token buckets per bot and chat. A refused message takes nothing, so waiting `retry_after` is always enough. */
export class FloodLimits {
  private readonly buckets = new Map<string, Bucket>();

  /** Counts one message or edit; returns 0 when it may go, else the whole seconds to wait. */
  take(limits: TelegramSettings["limits"], botId: number, chatKey: string, isGroup: boolean, now: number): number {
    if (!limits.enabled) return 0;
    const wanted: [string, number, number][] = [
      [`${botId}`, limits.overallPerSecond, limits.overallPerSecond],
      [`${botId}/${chatKey}`, limits.chatBurst, limits.chatPerSecond],
    ];
    if (isGroup) wanted.push([`${botId}/${chatKey}/minute`, limits.groupPerMinute, limits.groupPerMinute / 60]);

    const refilled = wanted.map(([key, capacity, perSecond]) => {
      const bucket = this.buckets.get(key) ?? { tokens: capacity, at: now };
      const tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      return { key, tokens, perSecond };
    });
    const wait = Math.max(...refilled.map(({ tokens, perSecond }) => (tokens >= 1 ? 0 : (1 - tokens) / perSecond)));
    for (const { key, tokens } of refilled) this.buckets.set(key, { tokens: wait > 0 ? tokens : tokens - 1, at: now });
    if (this.buckets.size > 50_000) this.buckets.clear();
    return Math.ceil(wait);
  }

  clear(): void {
    this.buckets.clear();
  }
}
