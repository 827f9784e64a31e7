import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { NIL_UUID } from "#lib/usage/nil-uuid.ts";
import { localDay, windowOf } from "#lib/usage/window.ts";
import { type AdminAnswer, callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

const NANO = 1_000_000_000n;
const mark = uniqueName("standing");
let operator: string;
let teams: { id: string; name: string }[];

/** Five teams, each a little dearer than the one before; the third is public and off, and the last two have used nothing. */
beforeAll(async () => {
  operator = (await createKey(null)).raw;
  teams = [];
  for (const [index, name] of ["delta", "Alpha", "charlie", "Bravo", "echo"].entries()) {
    const team = await createTeam({
      displayName: `${mark} ${name}`,
      timeZone: index % 2 ? "Asia/Tehran" : "America/Los_Angeles",
      ...(index === 2 ? { type: "PUBLIC", active: false } : {}),
    });
    teams.push({ id: team.id, name });
    if (index < 3) await spend(team.id, team.timeZone, index + 1);
  }
  await limit(0, 10n, 4n);
  await limit(1, 10n, 9n);
  await limit(3, 10n, 0n);
});
afterAll(closeInfra);

describe("the list of teams", () => {
  test("has this month's figures, last month's left out, and the limit nearest to its end", async () => {
    const { json } = await list("search=Alpha");
    expect(json.items).toHaveLength(1);
    expect(json.items[0]).toMatchObject({
      month: { requests: 20, tokens: 60, costNano: String(2n * NANO) },
      quota: { unit: "requests", window: "month", amount: "10", used: "9", softPercent: null },
    });
    const { json: other } = await list("search=echo");
    expect(other.items[0]).toMatchObject({ month: { requests: 0, tokens: 0, costNano: "0" }, quota: null });
  });

  test("counts what no rollup has seen yet, and a top-up of this window", async () => {
    const team = await createTeam({ displayName: `fresh ${mark}` });
    await getDb().usageRecord.create({
      data: {
        ...{ teamId: team.id, channel: "api", model: "m", tokensIn: 3, tokensOut: 4, costNano: 5n, latencyMs: 1 },
        ...{ status: "OK", idempotencyKey: v7(), occurredAt: new Date(), day: new Date(today("UTC")) },
      },
    });
    const row = await getDb().limit.create({
      data: { teamId: team.id, scope: "TEAM", unit: "TOKENS", window: "DAY", amount: 100n, softPercent: 80 },
    });
    const { start, end } = windowOf({ window: "DAY", timeZone: "UTC", now: new Date() });
    await getDb().limitTopUp.create({
      data: { limitId: row.id, teamId: team.id, amount: 50n, windowStart: start, windowEnd: end, createdBy: "test" },
    });
    const { json } = await list(`search=${encodeURIComponent(`fresh ${mark}`)}`);
    expect(json.items[0]).toMatchObject({
      month: { requests: 1, tokens: 7, costNano: "5" },
      quota: { unit: "tokens", window: "day", amount: "150", used: "0", softPercent: 80, resetsAt: end.toISOString() },
    });
    await getDb().team.update({ where: { id: team.id }, data: { displayNameKey: `gone ${team.id}` } });
  });

  test.each([
    ["name", "asc", ["Alpha", "Bravo", "charlie", "delta", "echo"]],
    ["name", "desc", ["echo", "delta", "charlie", "Bravo", "Alpha"]],
    ["created", "desc", ["echo", "Bravo", "charlie", "Alpha", "delta"]],
    ["cost", "desc", ["charlie", "Alpha", "delta", "echo", "Bravo"]],
    ["tokens", "asc", ["Bravo", "echo", "delta", "Alpha", "charlie"]],
    ["requests", "desc", ["charlie", "Alpha", "delta", "echo", "Bravo"]],
    ["quota", "desc", ["Alpha", "delta", "Bravo", "echo", "charlie"]],
    ["quota", "asc", ["charlie", "echo", "Bravo", "delta", "Alpha"]],
  ])("sorted by %s %s, page by page, has each team once", async (sort, order, expected) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: AdminAnswer = await list(
        `search=${mark}&sort=${sort}&order=${order}&limit=2${cursor ? `&cursor=${cursor}` : ""}`,
      );
      expect(page.status, page.text).toBe(200);
      seen.push(...page.json.items.map(({ displayName }: { displayName: string }) => displayName.split(" ").at(-1)));
      cursor = page.json.nextCursor;
      pages += 1;
    } while (cursor);
    expect(seen).toEqual(expected);
    expect(pages).toBe(3);
  });

  test("filters by type and state", async () => {
    const names = async (query: string) =>
      (await list(`search=${mark}&sort=name&${query}`)).json.items.map((team: { id: string }) => team.id);
    expect(await names("type=public")).toEqual([teams[2]?.id]);
    expect(await names("active=false")).toEqual([teams[2]?.id]);
    expect(await names("active=true&type=private")).toHaveLength(4);
  });

  test("refuses a cursor of another order, and one that was tampered with", async () => {
    const { json } = await list(`search=${mark}&sort=cost&limit=2`);
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const cursors = [
      ["sort=tokens", json.nextCursor],
      ["sort=cost&order=asc", json.nextCursor],
      ["sort=cost", forged({ by: "cost desc", key: "1; DROP TABLE teams", id: v7() })],
      ["sort=cost", forged({ by: "cost desc", key: "1", id: "x" })],
      ["sort=name", forged({ by: "name asc", key: "a\u0000b", id: v7() })],
      ["sort=name", forged(null)],
    ];
    for (const [query, cursor] of cursors) {
      const answer = await list(`${query}&cursor=${cursor}`);
      expect([answer.status, answer.json.errors[0].path], `${query} ${answer.text}`).toEqual([400, "cursor"]);
    }
    expect((await list("sort=password")).status).toBe(422);
  });

  test("shows a member nothing but the own teams, however it is sorted", async () => {
    const { raw } = await createKey(teams[0]?.id ?? "", { scope: "MANAGEMENT" });
    for (const sort of ["name", "cost", "quota"]) {
      const answer = await callAdmin("GET", `/teams?sort=${sort}`, { key: raw });
      expect(answer.json.items.map(({ id }: { id: string }) => id)).toEqual([teams[0]?.id]);
    }
  });
});

function list(query: string): Promise<AdminAnswer> {
  return callAdmin("GET", `/teams?${query}`, { key: operator });
}

function today(timeZone: string): string {
  return localDay({ timeZone, at: new Date() });
}

async function spend(teamId: string, timeZone: string, dollars: number): Promise<void> {
  const { start } = windowOf({ window: "MONTH", timeZone, now: new Date() });
  const first = localDay({ timeZone, at: start });
  const lastMonth = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10);
  const row = {
    slice: "TEAM" as const,
    teamId,
    channel: "",
    model: "",
    keyLineageId: NIL_UUID,
    connectionId: NIL_UUID,
    latency: [],
  };
  const sums = { requests: 10n * BigInt(dollars), tokensIn: 10n * BigInt(dollars), tokensOut: 20n * BigInt(dollars) };
  await getDb().usageDayTotal.createMany({
    data: [
      { ...row, ...sums, day: new Date(today(timeZone)), costNano: BigInt(dollars) * NANO },
      { ...row, ...sums, day: new Date(lastMonth), costNano: 1_000n * NANO },
    ],
  });
}

async function limit(index: number, amount: bigint, used: bigint): Promise<void> {
  const teamId = teams[index]?.id ?? "";
  const { timeZone } = await getDb().team.findUniqueOrThrow({ where: { id: teamId } });
  const now = new Date();
  const counter = { teamId, scope: "TEAM" as const, subjectId: teamId };
  await getDb().limit.createMany({
    data: [
      { teamId, scope: "TEAM", unit: "REQUESTS", window: "MONTH", amount },
      { teamId, scope: "TEAM", unit: "TOKENS", window: "DAY", amount: 1_000_000n },
    ],
  });
  for (const window of ["DAY", "MONTH"] as const) {
    const { start, end } = windowOf({ window, timeZone, now });
    await getDb().usageCounter.create({
      data: { ...counter, window, windowStart: start, windowEnd: end, usedRequests: used, usedTokens: 1n },
    });
  }
}
