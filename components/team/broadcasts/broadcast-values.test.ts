import { expect, test } from "vitest";
import { changesOf, valuesOf } from "#components/team/broadcasts/broadcast-values.ts";
import type { BroadcastJson } from "#lib/http/resources/broadcasts.ts";

const TEHRAN = "Asia/Tehran";
const broadcast = {
  ...{ connection: { id: "bot", name: "Bot", username: null }, audience: "users", text: "News" },
  ...{ startsAt: "2026-03-01T15:00:20.500Z", version: "v1" },
} as BroadcastJson;
const values = valuesOf(broadcast, TEHRAN);

test("the form begins with what is scheduled, in the team's time", () => {
  expect(values).toEqual({
    ...{ connectionId: "bot", audience: "users", text: "News", when: "later", startsAt: "2026-03-01T18:30" },
  });
});

test.each([
  [{}, {}],
  [{ text: "Other" }, { text: "Other" }],
  [
    { audience: "groups", connectionId: "other" },
    { audience: "groups", connectionId: "other" },
  ],
  [{ startsAt: "2026-03-01T19:00" }, { startsAt: "2026-03-01T15:30:00.000Z" }],
  [{ when: "now", startsAt: "2026-03-01T19:00" }, { startsAt: null }],
] as const)("of %j it sends %j, and the version that it was made from", (typed, sent) => {
  expect(changesOf(broadcast, { ...values, ...typed }, TEHRAN)).toEqual({ version: "v1", ...sent });
});
