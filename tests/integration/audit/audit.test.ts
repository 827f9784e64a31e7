import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeAudit } from "#lib/audit/write-audit.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import type { Team } from "#lib/infra/prisma/client.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createUser } from "#tests/factories/create-user.ts";

let team: Team;
let other: Team;
let admin: { id: string; email: string };
let cookie: string;
let operator: string;
const keyId = v7();

beforeAll(async () => {
  team = await createTeam({ displayName: `=HYPERLINK("x") ${v7()}` });
  other = await createTeam();
  admin = await createUser();
  await createMembership({ teamId: team.id, userId: admin.id, role: "ADMIN" });
  ({ cookie } = await createSession(await getDb().user.findUniqueOrThrow({ where: { id: admin.id } })));
  operator = (await createKey(null)).raw;
  const ada = { type: "user", id: admin.id, label: admin.email } as const;
  const bot = { type: "system", id: null, label: "sweeper" } as const;
  const entries = [
    { actor: ada, action: "key.create", targetType: "key", targetId: keyId, after: { name: "Website" } },
    {
      actor: ada,
      action: "key.revoke",
      targetType: "key",
      targetId: keyId,
      before: { revoked: false },
      after: { revoked: true },
    },
    { actor: bot, action: "team.update", targetType: "team", targetId: team.id, before: { a: 1 }, after: { a: 2 } },
  ];
  for (const entry of entries) await writeAudit(getDb(), { ...entry, teamId: team.id });
  await writeAudit(getDb(), {
    ...entries[0],
    actor: ada,
    action: "key.create",
    targetType: "key",
    targetId: v7(),
    teamId: other.id,
  });
});
afterAll(closeInfra);

const actions = async (query: string, caller: object = { cookie }) => {
  const answer = await callAdmin("GET", `/audit?teamId=${team.id}${query}`, caller);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.items.map(({ action }: { action: string }) => action);
};

test("entries are found by who, what, which thing and when", async () => {
  expect(await actions("")).toEqual(["team.update", "key.revoke", "key.create"]);
  expect(await actions(`&actorId=${admin.id}`)).toEqual(["key.revoke", "key.create"]);
  expect(await actions("&action=key.create")).toEqual(["key.create"]);
  expect(await actions("&action=key.")).toEqual(["key.revoke", "key.create"]);
  expect(await actions("&targetType=team")).toEqual(["team.update"]);
  expect(await actions(`&targetId=${keyId}&action=key.revoke`)).toEqual(["key.revoke"]);
  const now = Date.now();
  const moment = (ms: number) => new Date(now + ms).toISOString();
  expect(await actions(`&from=${moment(-60_000)}&to=${moment(60_000)}`)).toHaveLength(3);
  expect(await actions(`&from=${moment(60_000)}`)).toEqual([]);
  expect(await actions(`&to=${moment(-60_000)}`)).toEqual([]);
  const wrong = await callAdmin("GET", `/audit?from=${moment(0)}&to=${moment(-1)}`, { cookie });
  expect([wrong.status, wrong.json.errors[0].path]).toEqual([422, "from"]);
});

test("pages follow each other without a gap or an overlap, also with a filter", async () => {
  const first = await callAdmin("GET", `/audit?teamId=${team.id}&actorId=${admin.id}&limit=1`, { cookie });
  const cursor = first.json.nextCursor;
  const second = await callAdmin("GET", `/audit?teamId=${team.id}&actorId=${admin.id}&limit=1&cursor=${cursor}`, {
    cookie,
  });
  expect([...first.json.items, ...second.json.items].map(({ action }) => action)).toEqual(["key.revoke", "key.create"]);
  expect(second.json.nextCursor).toBeNull();
});

test("what there is to filter by is of the caller's teams alone", async () => {
  const { json } = await callAdmin("GET", "/audit/facets", { cookie });
  expect(json.actors).toEqual([{ type: "user", id: admin.id, label: admin.email, entries: 2 }]);
  expect(json.actions.map(({ action }: { action: string }) => action)).toEqual([
    "key.create",
    "key.revoke",
    "team.update",
  ]);
  expect(json.targetTypes).toEqual([
    { targetType: "key", entries: 2 },
    { targetType: "team", entries: 1 },
  ]);
  expect(json.teams).toEqual([{ id: team.id, name: team.displayName, entries: 3 }]);
  const named = await callAdmin("GET", "/audit?limit=1", { cookie });
  expect(named.json.items[0].teamName).toBe(team.displayName);
  for (const path of ["/audit/facets", "/audit/export", "/audit"]) {
    const theirs = await callAdmin("GET", `${path}?teamId=${other.id}`, { cookie });
    const none = await callAdmin("GET", `${path}?teamId=${v7()}`, { cookie });
    expect([theirs.status, theirs.text]).toEqual([404, none.text]);
  }
});

test("the export has every entry of the filter, and no cell that a spreadsheet runs", async () => {
  const answer = await callAdmin("GET", "/audit/export", { cookie });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/csv/);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/);
  const lines = answer.text.trim().split("\r\n");
  expect(lines[0]).toMatch(/^Time \(UTC\),Actor type,Actor,Action,/);
  expect(lines).toHaveLength(4);
  expect(answer.text).toContain(`"'=HYPERLINK(""x"")`);
  expect(answer.text).toContain(admin.email);
  expect(answer.text).not.toContain(other.id);
  const filtered = await callAdmin("GET", `/audit/export?teamId=${team.id}&action=key.revoke`, { key: operator });
  expect(filtered.text.trim().split("\r\n")).toHaveLength(2);
});
