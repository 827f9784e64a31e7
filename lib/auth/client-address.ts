import { createHmac } from "node:crypto";
import { isIP } from "node:net";
import { constantTimeEqual } from "../infra/crypto.ts";
import { getEnv } from "../infra/env.ts";
import { authSecret } from "./session-cookie.ts";

/** Set by our own server process, and signed, since a header is anybody's to write. */
const PEER_HEADER = "x-switchboard-peer";

/**
 * The address a request came from, or null when nobody trustworthy says so. With TRUST_PROXY that is the last entry of
 * X-Forwarded-For, the one our own proxy wrote; else the socket's, where the server stamped it (`stampPeer`).
 */
export function clientAddress(header: (name: string) => string | null | undefined): string | null {
  if (getEnv().TRUST_PROXY) {
    const last = header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
    return isIP(last) ? last : null;
  }
  const [address = "", signature = ""] = header(PEER_HEADER)?.split(" ") ?? [];
  return isIP(address) && constantTimeEqual(signature, sign(address)) ? address : null;
}

/** The same for a server that sees the socket itself. */
export function socketAddress(request: {
  headers: Record<string, string | string[] | undefined>;
  socket: { remoteAddress?: string | undefined };
}): string | null {
  if (!getEnv().TRUST_PROXY) return request.socket.remoteAddress?.replace(/^::ffff:/, "") ?? null;
  return clientAddress((name) => request.headers[name]?.toString());
}

/** For the server in front of Next, whose handlers do not see the socket: tells them the peer's address. */
export function stampPeer(request: {
  headers: Record<string, string | string[] | undefined>;
  socket: { remoteAddress?: string | undefined };
}): void {
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, "");
  if (address) request.headers[PEER_HEADER] = `${address} ${sign(address)}`;
  else delete request.headers[PEER_HEADER];
}

function sign(address: string): string {
  return createHmac("sha256", authSecret()).update(`peer:${address}`).digest("base64url");
}
