import { AppError } from "../infra/errors.ts";
import type { ConnectionKind } from "../infra/prisma/enums.ts";
import { said } from "../infra/said.ts";
import type { ChannelAdapter } from "./adapter.ts";
import { telegramAdapter } from "./telegram/adapter.ts";

/** One line per platform. HTTP has none: its answers leave with the request that asked. */
const ADAPTERS: Partial<Record<ConnectionKind, ChannelAdapter>> = {
  TELEGRAM: telegramAdapter,
};

export function findAdapter(kind: ConnectionKind): ChannelAdapter | undefined {
  return ADAPTERS[kind];
}

/** @throws AppError unavailable for a platform that this release cannot talk to */
export function requireAdapter(kind: ConnectionKind): ChannelAdapter {
  const adapter = findAdapter(kind);
  if (!adapter) throw new AppError("unavailable", said`Connections of kind ${kind} cannot be used yet.`);
  return adapter;
}
