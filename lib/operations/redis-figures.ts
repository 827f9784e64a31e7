import { AppError } from "../infra/errors.ts";
import { getRedis, hasRedis } from "../infra/redis.ts";
import { said } from "../infra/said.ts";

export interface RedisFigures {
  version: string;
  usedBytes: number;
  /** 0 means without a bound. */
  maxBytes: number;
  connections: number;
  /** Jobs would be lost by any other policy than `noeviction`. */
  evictionPolicy: string;
  /** Jobs that were taken would be lost by a kill without it. */
  appendOnly: boolean;
}

/** How Redis does; null without one. @throws AppError unavailable */
export async function redisFigures(): Promise<RedisFigures | null> {
  if (!hasRedis()) return null;
  const text = await getRedis()
    .info()
    .catch((cause: unknown) => {
      throw new AppError("unavailable", said`Redis does not answer.`, { cause });
    });
  const info = new Map(text.split("\r\n").map((line) => line.split(":", 2) as [string, string]));
  return {
    version: info.get("redis_version") ?? "",
    usedBytes: Number(info.get("used_memory") ?? 0),
    maxBytes: Number(info.get("maxmemory") ?? 0),
    connections: Number(info.get("connected_clients") ?? 0),
    evictionPolicy: info.get("maxmemory_policy") ?? "",
    appendOnly: info.get("aof_enabled") === "1",
  };
}
