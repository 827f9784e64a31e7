import { afterEach, beforeAll, expect, test, vi } from "vitest";
import * as env from "../infra/env.ts";
import { clientAddress, stampPeer } from "./client-address.ts";

const SECRET = "a-secret-of-the-tests-0123456789abcdef";
let trusted = false;
beforeAll(() => {
  const settings = env.getEnv();
  vi.spyOn(env, "getEnv").mockImplementation(() => ({ ...settings, NEXTAUTH_SECRET: SECRET, TRUST_PROXY: trusted }));
});
afterEach(() => {
  trusted = false;
});

function stamped(remoteAddress: string | undefined, headers: Record<string, string> = {}) {
  const request = { headers: { ...headers } as Record<string, string | undefined>, socket: { remoteAddress } };
  stampPeer(request);
  return (name: string) => request.headers[name];
}

test("without a proxy it is the socket's, whatever the headers claim", () => {
  const forged = { "x-forwarded-for": "203.0.113.9", "x-switchboard-peer": "203.0.113.9 forged" };
  expect(clientAddress(stamped("198.51.100.7", forged))).toBe("198.51.100.7");
  expect(clientAddress(stamped("::ffff:198.51.100.7"))).toBe("198.51.100.7");
  expect(clientAddress(stamped("2001:db8::1"))).toBe("2001:db8::1");
  expect(clientAddress(stamped(undefined, forged))).toBeNull();
  expect(clientAddress((name) => forged[name as keyof typeof forged])).toBeNull();
  const signature = stamped("198.51.100.7")("x-switchboard-peer")?.split(" ")[1];
  expect(clientAddress(() => `198.51.100.8 ${signature}`)).toBeNull();
});

test("behind a trusted proxy it is the last that was forwarded", () => {
  trusted = true;
  expect(clientAddress(stamped("10.0.0.1", { "x-forwarded-for": "1.1.1.1, 203.0.113.9" }))).toBe("203.0.113.9");
  expect(clientAddress(stamped("10.0.0.1", { "x-forwarded-for": "1.1.1.1, evil" }))).toBeNull();
  expect(clientAddress(stamped("10.0.0.1"))).toBeNull();
});
