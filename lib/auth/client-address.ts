import { isIP } from "node:net";
import { getEnv } from "../infra/env.ts";

/**
 * The address a request came from, or null when nobody trustworthy says so: X-Forwarded-For is anybody's to write, so it
 * counts only with TRUST_PROXY, and then only its last entry, which our own proxy wrote.
 */
export function clientAddress(forwardedFor: string | null | undefined): string | null {
  if (!getEnv().TRUST_PROXY) return null;
  const last = forwardedFor?.split(",").at(-1)?.trim() ?? "";
  return isIP(last) ? last : null;
}
