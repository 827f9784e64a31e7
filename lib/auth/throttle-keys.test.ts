import { expect, test } from "vitest";
import { AppError } from "../infra/errors.ts";
import { throttleKeys } from "./throttle-keys.ts";

const START = Date.parse("2026-05-20T12:00:00Z");
const at = (seconds: number) => new Date(START + seconds * 1_000);
let serial = 0;

/** Presents a key and tells what came of it. */
async function present(address: string | null, options: { key?: string; valid?: boolean; now?: Date } = {}) {
  serial += 1;
  const { key = `key-${serial}`, valid = false, now = at(0) } = options;
  let lookedUp = false;
  try {
    const found = await throttleKeys({
      ...{ rawKey: key, address, now },
      authenticate: async () => {
        lookedUp = true;
        return valid ? "somebody" : null;
      },
    });
    return found ?? "refused";
  } catch (error) {
    if (!(error instanceof AppError) || lookedUp) throw error;
    return error.retryAfterSeconds;
  }
}

async function flood(address: string, now = at(0)) {
  return Promise.all(Array.from({ length: 100 }, () => present(address, { now })));
}

test("the 61st wrong key of a minute is not looked up, even if all come at once; then a new minute begins", async () => {
  const outcomes = await flood("198.51.100.1", at(0));
  expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(60);
  expect(outcomes.filter((outcome) => outcome === 60)).toHaveLength(40);
  expect(await present("198.51.100.1", { now: at(59) })).toBe(1);
  expect(await present("198.51.100.1", { now: at(60) })).toBe("refused");
  expect(await present("198.51.100.2")).toBe("refused");
});

test("valid keys cost nothing, and those seen before go on from an address that is refused", async () => {
  const address = "198.51.100.3";
  for (let n = 0; n < 100; n += 1) expect(await present(address, { key: "good", valid: true })).toBe("somebody");
  await flood(address);
  expect(await present(address, { key: "good", valid: true })).toBe("somebody");
  expect(await present(address, { key: "never seen", valid: true })).toBe(60);
  // Once it is revoked it is like any other.
  expect(await present(address, { key: "good" })).toBe("refused");
  expect(await present(address, { key: "good" })).toBe(60);
});

test("a look-up that fails on our side is no failure of the caller", async () => {
  const address = "198.51.100.4";
  for (let n = 0; n < 100; n += 1) {
    const lookup = throttleKeys({
      ...{ rawKey: `k${n}`, address, now: at(0) },
      authenticate: () => Promise.reject(new Error("the database is away")),
    });
    await expect(lookup).rejects.toThrow("away");
  }
  expect(await present(address)).toBe("refused");
});

test.each([
  ["2001:db8::1", "2001:db8:0:0:ffff::2", true],
  ["2001:db8:0:7::1", "2001:0db8:0000:0007:1:2:3:4", true],
  ["2001:db8:0:8::1", "2001:db8:0:9::1", false],
  ["::1", "::2", true],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:3:3:4:5:6", false],
])("of %s and %s: one network %s", async (one, other, same) => {
  const now = at(1_000 + serial);
  await flood(one, now);
  expect(await present(other, { now })).toBe(same ? 60 : "refused");
});

test("where no address is known nothing is counted", async () => {
  for (let n = 0; n < 100; n += 1) expect(await present(null)).toBe("refused");
});
