import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { createInvitation } from "#lib/teams/create-invitation.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { type AdminAnswer, callAdmin } from "#tests/factories/admin-client.ts";
import { createAlert, createAlertDestination } from "#tests/factories/create-alert.ts";
import { createBroadcast } from "#tests/factories/create-broadcast.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createTurn } from "#tests/factories/create-turn.ts";
import { createUser } from "#tests/factories/create-user.ts";

/** One team with one of everything that a path can name. */
async function populatedTeam() {
  const team = await createTeam();
  const owner = await createUser();
  await createMembership({ teamId: team.id, userId: owner.id, role: "OWNER" });
  const { key } = await createKey(team.id);
  const limit = await createLimit(
    { teamId: team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 10n },
    new Date(),
  );
  const connection = await createConnection(team.id, { token: "12345:abcdefghijklmnop" });
  const group = await getDb().protectedGroup.create({
    data: { teamId: team.id, connectionId: connection.id, chatId: BigInt(-1_001_234_567_890), title: "A group" },
  });
  const channel = await getDb().enforcedChannel.create({
    data: {
      ...{ teamId: team.id, connectionId: connection.id, chatId: BigInt(-1_009_876_543_210), title: "A channel" },
      groups: { create: { groupId: group.id } },
    },
  });
  const actor = { type: "system", id: null, label: "test" } as const;
  const { invitation } = await createInvitation({
    teamId: team.id,
    email: `${v7()}@example.test`,
    role: "VIEWER",
    actor,
    now: new Date(),
  });
  return {
    teamId: team.id,
    keyId: key.id,
    limitId: limit.id,
    connectionId: connection.id,
    // As none of their workers would begin it.
    groupId: group.id,
    channelId: channel.id,
    broadcastId: (await createBroadcast(team.id, connection.id, { startsAt: new Date("2100-01-01") })).id,
    invitationId: invitation.id,
    alertId: (await createAlert(team.id)).id,
    destinationId: (await createAlertDestination(team.id)).id,
    userId: owner.id,
    turnId: await createTurn(team.id),
    type: "public",
  };
}

interface Operation {
  method: string;
  path: string;
  access: string;
  body: boolean;
  /** Whether it demands a team in its query. */
  asksTeam: boolean;
}

/** A valid body where one is needed, so that nothing but the caller's rights stands in the way. */
const BODIES: Record<string, unknown> = {
  "PATCH /teams/{teamId}": { overrides: { rateLimit: 1 } },
  "POST /teams/{teamId}/duplicate": { displayName: "Copy", platformName: "copy" },
  "POST /teams/{teamId}/keys": { name: "k" },
  "POST /teams/{teamId}/keys/{keyId}/rotate": { graceSeconds: 0 },
  "POST /keys/{keyId}/rotate": { graceSeconds: 0 },
  "POST /teams/{teamId}/limits": { scope: "team", unit: "tokens", window: "day", amount: "5" },
  "PATCH /teams/{teamId}/limits/{limitId}": { amount: 7 },
  "POST /teams/{teamId}/limits/{limitId}/top-ups": { amount: 3 },
  "PATCH /teams/{teamId}/members/{userId}": { role: "viewer" },
  "POST /teams/{teamId}/invitations": { email: "new@example.test", role: "viewer" },
  "POST /teams/{teamId}/groups": { connectionId: v7(), chat: "@some_group", channels: [{ chat: "@some_channel" }] },
  "PATCH /groups/{groupId}": { enabled: true },
  "POST /groups/{groupId}/channels": { chat: "@some_channel" },
  "POST /groups/{groupId}/explain": { user: "1" },
  "POST /teams/{teamId}/connections": { kind: "telegram", name: "c", token: "54321:abcdefghijklmnop" },
  "PATCH /teams/{teamId}/connections/{connectionId}": { name: "renamed" },
  "POST /teams/{teamId}/broadcasts": { connectionId: v7(), audience: "users", text: "News" },
  "POST /teams/{teamId}/broadcast-previews": { connectionId: v7(), audience: "users" },
  "PATCH /broadcasts/{broadcastId}": { text: "Other news" },
  "PATCH /alerts/{alertId}": { acknowledged: true },
  "POST /teams/{teamId}/alert-destinations": { kind: "webhook", name: "w", url: "https://example.com/hook" },
  "PATCH /alert-destinations/{destinationId}": { name: "renamed" },
};

let operations: Operation[];
let theirs: Record<string, string>;
let ours: Record<string, string>;
const callers: Record<"managementKey" | "session", { key?: string; cookie?: string }> = {
  managementKey: {},
  session: {},
};

beforeAll(async () => {
  theirs = await populatedTeam();
  ours = await populatedTeam();
  callers.managementKey = { key: (await createKey(ours.teamId ?? "", { scope: "MANAGEMENT" })).raw };
  const owner = await getDb().user.findUniqueOrThrow({ where: { id: ours.userId ?? "" } });
  callers.session = { cookie: (await createSession(owner)).cookie };
  const document = (await callAdmin("GET", "/openapi.json")).json;
  operations = Object.entries<Record<string, Record<string, unknown>>>(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace("/api/admin", ""),
      access: String(operation["x-access"]),
      body: operation.requestBody !== undefined,
      asksTeam: (operation.parameters as { name: string; in: string; required: boolean }[]).some(
        (parameter) => parameter.in === "query" && parameter.name === "teamId" && parameter.required,
      ),
    })),
  );
});
afterAll(closeInfra);

function fill(path: string, ids: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? v7());
}

function call(operation: Operation, ids: Record<string, string>, caller: object): Promise<AdminAnswer> {
  const body = operation.body ? { body: BODIES[`${operation.method} ${operation.path}`] ?? {} } : {};
  const query = operation.asksTeam ? `?teamId=${ids.teamId ?? v7()}` : "";
  return callAdmin(operation.method, fill(operation.path, ids) + query, { ...caller, ...body });
}

const named = ({ method, path }: Operation) => `${method} ${path}`;
const ofTeam = () => operations.filter(({ access }) => /^(team|members|owners)\./.test(access));

test("the document lists every route with its access, and few are public", () => {
  expect(operations.length).toBeGreaterThan(40);
  expect(operations.filter(({ access }) => access === "public").map(named)).toEqual([
    "POST /invitations/preview",
    "POST /invitations/accept",
    "GET /openapi.json",
  ]);
  expect(ofTeam().length).toBeGreaterThan(25);
});

describe.each(["managementKey", "session"] as const)("with another team's %s", (kind) => {
  test("everything of a team answers as if it did not exist", async () => {
    for (const operation of ofTeam()) {
      const real = await call(operation, theirs, callers[kind]);
      const unknown = await call(operation, {}, callers[kind]);
      expect(real.status, named(operation)).toBe(404);
      expect(real.text, named(operation)).toBe(unknown.text);
    }
  });

  test("a thing of theirs below a team of ours answers as if it did not exist", async () => {
    const nested = ofTeam().filter(({ path }) => /^\/teams\/\{teamId\}\/.*\{/.test(path));
    expect(nested.length).toBeGreaterThan(8);
    for (const operation of nested) {
      const real = await call(operation, { ...theirs, teamId: ours.teamId ?? "" }, callers[kind]);
      const unknown = await call(operation, { teamId: ours.teamId ?? "" }, callers[kind]);
      expect(real.status, named(operation)).toBe(404);
      expect(real.text, named(operation)).toBe(unknown.text);
    }
  });

  test("lists and reports hold nothing of theirs, and refuse to be asked for it", async () => {
    for (const operation of operations.filter((one) => one.access === "signedIn" && one.method === "GET")) {
      const answer = await call(operation, operation.asksTeam ? ours : {}, callers[kind]);
      expect(answer.status, named(operation)).toBe(200);
      expect(answer.text, named(operation)).not.toContain(theirs.teamId);
    }
    const ofTeams = [
      "/usage",
      "/usage/series",
      "/usage/export",
      "/overview",
      "/turns",
      "/end-users",
      "/activity",
      "/audit",
    ];
    for (const path of ofTeams) {
      const real = await callAdmin("GET", `${path}?teamId=${theirs.teamId}`, callers[kind]);
      const unknown = await callAdmin("GET", `${path}?teamId=${v7()}`, callers[kind]);
      expect([real.status, real.text]).toEqual([404, unknown.text]);
      expect((await callAdmin("GET", `${path}?teamId=${ours.teamId}`, callers[kind])).status).toBe(200);
    }
  });

  test("what is the operators' is refused alike for what exists and what does not", async () => {
    for (const operation of operations.filter(({ access }) => access === "operator")) {
      expect((await call(operation, theirs, callers[kind])).status, named(operation)).toBe(403);
    }
  });
});

test("none of that changed anything", async () => {
  const team = await getDb().team.findUniqueOrThrow({ where: { id: theirs.teamId ?? "" }, include: { apiKeys: true } });
  expect(team).toMatchObject({ active: true, rateLimit: null });
  expect(team.apiKeys).toHaveLength(1);
  expect(team.apiKeys[0]).toMatchObject({ revokedAt: null, graceUntil: null });
  const audited = await getDb().auditEntry.findMany({ where: { teamId: team.id }, orderBy: { id: "asc" } });
  // What made the team as it is.
  expect(audited.map(({ action }) => action)).toEqual(["limit.create", "invitation.create"]);
});

test("a viewer reads what is the team's to read, and writes nothing", async () => {
  for (const { method, access } of ofTeam()) if (access === "team.read") expect(method).toBe("GET");
  const viewer = await createUser();
  await createMembership({ teamId: ours.teamId ?? "", userId: viewer.id, role: "VIEWER" });
  const { cookie } = await createSession(viewer);
  for (const operation of ofTeam()) {
    const answer = await call(operation, ours, { cookie });
    expect(answer.status, named(operation)).toBe(operation.access === "team.read" ? 200 : 403);
  }
});

test("without a sign-in, with a dead key and with a forged cookie: 401 everywhere", async () => {
  const expired = (await createKey(ours.teamId ?? "", { scope: "MANAGEMENT", expiresAt: new Date(0) })).raw;
  for (const operation of operations.filter(({ access }) => access !== "public")) {
    for (const caller of [{}, { key: expired }, { key: "nonsense" }, { cookie: "next-auth.session-token=forged" }]) {
      const answer = await call(operation, ours, caller);
      expect(answer.status, `${named(operation)} ${JSON.stringify(caller)}`).toBe(401);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    }
  }
});

test("an inference key manages nothing, and is told so", async () => {
  const { raw } = await createKey(ours.teamId ?? "", { scope: "INFERENCE" });
  for (const operation of operations) {
    const answer = await call(operation, ours, { key: raw });
    expect(answer.status, named(operation)).toBe(403);
    expect(answer.json.detail).toContain("inference key");
  }
});
