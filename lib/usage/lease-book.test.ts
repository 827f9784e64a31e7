import { expect, test } from "vitest";
import type { LimitRule } from "./applicable-limits.ts";
import { createLeaseBook } from "./lease-book.ts";
import { windowOf } from "./window.ts";

test("what the database grants while a window ends is not lost: its lease is kept until it is idle", () => {
  const book = createLeaseBook("this process");
  const yesterday = new Date(Date.now() - 86_400_000);
  const windowIn = (window: "DAY" | "MONTH") => windowOf({ window, timeZone: "UTC", now: yesterday });
  const limit: LimitRule = {
    id: "1",
    scope: "TEAM",
    subjectId: null,
    unit: "REQUESTS",
    window: "DAY",
    amount: 2n,
    softPercent: null,
  };
  const [part] = book.plan({
    ...{ limits: [limit], subjects: { teamId: "team" }, estimate: { tokens: 0, costNano: 0n } },
    windows: { DAY: windowIn("DAY"), MONTH: windowIn("MONTH") },
  });
  if (!part) throw new Error("no counter for the limit");
  const lease = book.add(part, "team", { id: "counter", used: [0n, 0n, 0n], reserved: [0n, 0n, 0n] });
  lease.lastAskedAt = performance.now();
  book.prune();
  book.granted([{ counterId: "counter", granted: [1n, 0n, 0n], used: [0n, 0n, 0n], reserved: [1n, 0n, 0n] }]);
  expect(book.take([part], performance.now())).toHaveLength(1);
});
