import { Pool } from "undici";

const pools = new Map<string, Pool>();

/**
 * The keep-alive connections to one provider's origin. One call per connection at a time: a slow stream must not hold up
 * the call behind it. Time-outs of answers are the exchange's own, per provider; redirects are never followed.
 */
export function upstreamPool(origin: string): Pool {
  let pool = pools.get(origin);
  if (!pool) {
    pool = new Pool(origin, {
      connections: 1_024,
      pipelining: 1,
      allowH2: false,
      connectTimeout: 5_000,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 30_000,
    });
    pools.set(origin, pool);
  }
  return pool;
}

export async function closeUpstreamPools(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((pool) => pool.destroy()));
}
