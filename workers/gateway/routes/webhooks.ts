import type { Hono } from "hono";
import type { GatewayEnv } from "../types.ts";

/** Adds the entries that platforms call. */
export function mountWebhooks(_app: Hono<GatewayEnv>): void {}
