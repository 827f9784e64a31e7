import { describe, expect, test } from "vitest";
import { canonicalPlatformName, canonicalTimeZone, nameKey } from "./name-key.ts";

test.each([
  ["Hosco", "hosco"],
  ["ＨＯＳＣＯ", "hosco"],
  ["  Ho   sco ", "ho sco"],
  ["ﬁne", "fine"],
  ["ÉCOLE", "e\u0301cole".normalize("NFC")],
])("%s is the same name as %s", (a, b) => {
  expect(nameKey(a)).toBe(b);
});

describe("platform names", () => {
  test.each([
    ["hosco-popak", "hosco-popak"],
    ["Telegram", "telegram"],
    ["ｂｏｔ2", "bot2"],
  ])("%s becomes %s", (name, canonical) => expect(canonicalPlatformName(name)).toBe(canonical));
  test.each(["", "-a", "a-", "a--b", "a b", "a_b", "ä", "a/b", "x".repeat(64)])("%j is refused", (name) =>
    expect(() => canonicalPlatformName(name)).toThrow("platform name"),
  );
});

describe("time zones", () => {
  test.each([
    ["UTC", "UTC"],
    ["europe/berlin", "Europe/Berlin"],
    ["Asia/Tehran", "Asia/Tehran"],
  ])("%s becomes %s", (zone, canonical) => expect(canonicalTimeZone(zone)).toBe(canonical));
  test.each(["", "Mars/Base", "+02:00", "-05:00", "CEST2", "../etc/passwd"])("%j is refused", (zone) =>
    expect(() => canonicalTimeZone(zone)).toThrow("not a known time zone"),
  );
});
