import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { rollUp } from "#lib/usage/roll-up.ts";
import type { UsageRow } from "#lib/usage/usage-row.ts";
import { localDay } from "#lib/usage/window.ts";
import { writeBatch } from "#lib/usage/write-batch.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createEndUser } from "#tests/factories/create-end-user.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createUser } from "#tests/factories/create-user.ts";

let operator: string;
beforeAll(async () => {
  operator = (await createKey(null)).raw;
});
afterAll(closeInfra);

const MODELS = 15;
const MAY = "from=2026-05-01&to=2026-05-31";

type Values = { group: string | null; requests: number; tokens: number; costNano: string }[];

function row(teamId: string, overrides: Partial<UsageRow> = {}): UsageRow {
  const day = overrides.day ?? "2026-05-20";
  return {
    teamId,
    channel: "api",
    model: "m01",
    tokensIn: 10,
    tokensOut: 5,
    costNano: "1000",
    latencyMs: 100,
    status: "OK",
    idempotencyKey: randomUUID(),
    occurredAt: `${day}T12:00:00.000Z`,
    day,
    ...overrides,
  };
}

async function usedTeam() {
  const team = await createTeam();
  const connection = await createConnection(team.id, { health: "UNHEALTHY", healthReason: "the token is wrong" });
  const endUser = await createEndUser({ teamId: team.id, connectionId: connection.id });
  const write = (rows: UsageRow[]) => writeBatch({ rows, lowered: [] });
  // m15 is the dearest. Half of it rolled up, half not.
  const rows = Array.from({ length: MODELS }, (_, n) =>
    row(team.id, {
      model: `m${String(n + 1).padStart(2, "0")}`,
      costNano: String(9_007_199_254_740_993n + BigInt(n)),
      endUserId: endUser.id,
      status: n === 0 ? "PARTIAL" : "OK",
    }),
  );
  await write(rows);
  await rollUp();
  await write([row(team.id, { model: "m15", day: "2026-05-31" }), row(team.id, { day: "2026-04-20" })]);
  return team;
}

describe("series", () => {
  test("every day is there, the dearest groups apart and the rest together, to the token", async () => {
    const team = await usedTeam();
    const { status, json } = await callAdmin("GET", `/usage/series?teamId=${team.id}&${MAY}&by=model`, {
      key: operator,
    });
    expect(status).toBe(200);
    expect(json.points).toHaveLength(31);
    expect(json.points[0]).toMatchObject({ at: "2026-05-01", values: [], failures: 0, latencyP50Ms: null });
    const groups = json.series.map(({ group }: { group: string }) => group);
    expect(groups).toHaveLength(13);
    expect(groups).toContain("__other");
    expect(groups).not.toContain("m01");
    const values: Values = json.points.flatMap((point: { values: Values }) => point.values);
    const report = await callAdmin("GET", `/usage?teamId=${team.id}&${MAY}`, { key: operator });
    const { totals } = report.json;
    expect(values.reduce((sum, value) => sum + BigInt(value.costNano), 0n)).toBe(BigInt(totals.costNano));
    expect(values.reduce((sum, value) => sum + value.tokens, 0)).toBe(totals.tokensIn + totals.tokensOut);
    expect(values.reduce((sum, value) => sum + value.requests, 0)).toBe(MODELS + 1);
  });

  test.each(["none", "key", "channel", "endUser", "team"])("by %s", async (by) => {
    const team = await usedTeam();
    const { json } = await callAdmin("GET", `/usage/series?teamId=${team.id}&${MAY}&by=${by}`, { key: operator });
    const day = json.points[19];
    expect(day.values.reduce((sum: number, value: Values[number]) => sum + value.requests, 0)).toBe(MODELS);
    if (by === "key") expect(day.values[0].group).toBe(null);
    if (by === "team") expect(json.series).toEqual([{ group: team.id, label: team.displayName }]);
  });

  test.each(["from=2026-05-31&to=2026-05-01", "from=2001-01-01&to=2026-05-01", "from=yesterday"])(
    "a range that makes no sense names the field: %s",
    async (range) => {
      const { status, json } = await callAdmin("GET", `/usage/series?${range}`, { key: operator });
      expect([status, json.errors[0].path]).toEqual([422, "from"]);
    },
  );
});

describe("overview", () => {
  test("a member sees the own team's figures, the period before, and connections in trouble", async () => {
    const team = await usedTeam();
    const other = await usedTeam();
    const user = await createUser();
    await createMembership({ teamId: team.id, userId: user.id, role: "VIEWER" });
    const { cookie } = await createSession(user);
    const { status, json, text } = await callAdmin("GET", `/overview?${MAY}`, { cookie });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      hasTeams: true,
      totals: { requests: MODELS + 1, partials: 1, activeEndUsers: 1 },
      before: { requests: 1, activeEndUsers: 0 },
      connections: [{ teamName: team.displayName, health: "unhealthy", healthReason: "the token is wrong" }],
    });
    expect(text).not.toContain(other.id);
    const narrow = await callAdmin("GET", `/overview?${MAY}&compareFrom=2026-04-21`, { cookie });
    expect(narrow.json.before.requests).toBe(0);
    expect((await callAdmin("GET", `/usage/series?teamId=${other.id}`, { cookie })).status).toBe(404);
  });

  test("whoever has no team learns so", async () => {
    const { cookie } = await createSession(await createUser());
    const { json } = await callAdmin("GET", "/overview", { cookie });
    expect(json).toMatchObject({ hasTeams: false, totals: { requests: 0 }, limits: [], connections: [] });
  });
});

describe("account and audit", () => {
  test("a new name is saved and written down under the one who did it", async () => {
    const user = await createUser({ name: "Before" });
    const { cookie } = await createSession(user);
    const saved = await callAdmin("PATCH", "/me", { cookie, body: { name: "After" } });
    expect([saved.status, saved.json.name]).toEqual([200, "After"]);
    const more = await callAdmin("PATCH", "/me", { cookie, body: { name: "X", isOperator: true } });
    expect(more.status).toBe(422);
    expect(await getDb().user.findUnique({ where: { id: user.id } })).toMatchObject({
      name: "After",
      isOperator: false,
    });
    const audit = await callAdmin("GET", `/audit?actorId=${user.id}`, { key: operator });
    expect(audit.json.items).toMatchObject([
      { action: "user.update", before: { name: "Before" }, after: { name: "After" } },
    ]);
    expect((await callAdmin("PATCH", "/me", { key: operator, body: { name: "X" } })).status).toBe(403);
  });
});

test("a report that names no last day ends with the team's own today", async () => {
  // Whichever of the two has another date than UTC right now.
  const timeZone = new Date().getUTCHours() < 12 ? "Etc/GMT+12" : "Pacific/Kiritimati";
  const team = await createTeam({ timeZone });
  const today = localDay({ timeZone, at: new Date() });
  const member = await createUser();
  await createMembership({ teamId: team.id, userId: member.id });
  for (const [path, as] of [
    [`/usage?teamId=${team.id}&groupBy=day`, { key: operator }],
    [`/usage/series?teamId=${team.id}&by=model`, { key: operator }],
    ["/overview", { cookie: (await createSession(member)).cookie }],
  ] as const) {
    expect((await callAdmin("GET", path, as)).json.to).toBe(today);
  }
});
