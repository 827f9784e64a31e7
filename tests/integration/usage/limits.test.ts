import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { createLimit, deleteLimit, updateLimit } from "#lib/usage/limits.ts";
import { createTeam } from "#tests/factories/create-team.ts";

const NOW = new Date("2026-05-20T12:00:00Z");

afterAll(closeInfra);

test.each([
  [{ amount: 0n }, "amount"],
  [{ amount: -5n }, "amount"],
  [{ softPercent: 0 }, "softPercent"],
  [{ softPercent: 100 }, "softPercent"],
  [{ softPercent: 12.5 }, "softPercent"],
  [{ scope: "KEY", subjectId: randomUUID() }, "subjectId"],
  [{ scope: "END_USER", subjectId: randomUUID() }, "subjectId"],
  [{ scope: "END_USER", subjectId: "nobody" }, "subjectId"],
  [{ scope: "TEAM", subjectId: randomUUID() }, "subjectId"],
] as const)("%o is refused by name", async (wrong, path) => {
  const { id: teamId } = await createTeam();
  const limit = { teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1n, ...wrong } as const;
  await expect(createLimit(limit, NOW)).rejects.toMatchObject({ code: "invalid_input", errors: [{ path }] });
});

test("a limit exists once, and only for its own team", async () => {
  const { id: teamId } = await createTeam();
  const other = await createTeam();
  const limit = { teamId, scope: "TEAM", unit: "COST", window: "MONTH", amount: 1n } as const;
  const { id: limitId } = await createLimit(limit, NOW);
  await expect(createLimit(limit, NOW)).rejects.toMatchObject({ code: "conflict" });
  await expect(updateLimit({ teamId: other.id, limitId, amount: 9n }, NOW)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(deleteLimit({ teamId: other.id, limitId })).rejects.toMatchObject({ code: "not_found" });
  await expect(createLimit({ ...limit, teamId: randomUUID() }, NOW)).rejects.toMatchObject({ code: "not_found" });
});
