import { afterAll, beforeAll, expect, test } from "vitest";
import { signOut } from "#lib/auth/sign-out.ts";
import { activityPieces } from "#lib/http/activity-pieces.ts";
import type { ActivityJson } from "#lib/http/resources/overview.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { type ActiveTurn, showActivity } from "#lib/usage/activity.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createTurn } from "#tests/factories/create-turn.ts";
import { createUser } from "#tests/factories/create-user.ts";

const CHECK_MS = 200;

async function member() {
  const [team, user] = await Promise.all([createTeam(), createUser()]);
  await createMembership({ teamId: team.id, userId: user.id, role: "VIEWER" });
  const { cookie, sessionId } = await createSession(user);
  const principal = {
    ...{ actor: { type: "user" as const, id: user.id, label: user.email }, isOperator: false },
    ...{ roles: new Map([[team.id, "VIEWER" as const]]), user: { ...user, sessionId } },
  };
  return { team, user, cookie, sessionId, principal };
}

function turn(teamId: string): ActiveTurn {
  return {
    ...{ turnId: crypto.randomUUID(), teamId, channel: "api", model: "m", status: "ok", tokens: 5, costNano: "7" },
    ...{ latencyMs: 12, occurredAt: new Date().toISOString() },
  };
}

function watch(principal: Awaited<ReturnType<typeof member>>["principal"]) {
  const leaving = new AbortController();
  const pieces = activityPieces({ principal, teamId: undefined, signal: leaving.signal, checkMs: CHECK_MS });
  const next = async (): Promise<ActivityJson | undefined> => {
    const { done, value } = await pieces.next();
    return done ? undefined : JSON.parse(value.slice(value.indexOf("data: ") + 6));
  };
  return { next, leave: () => leaving.abort() };
}

let other: Awaited<ReturnType<typeof member>>;
beforeAll(async () => {
  other = await member();
});
afterAll(closeInfra);

test("begins with the newest turns, and tells of the own teams' alone", async () => {
  const { team, principal } = await member();
  const turnId = await createTurn(team.id);
  await createTurn(other.team.id);
  const { next, leave } = watch(principal);
  expect(await next()).toMatchObject({ turns: [{ turnId, teamName: team.displayName }], count: 1 });
  const [own, foreign] = [turn(team.id), turn(other.team.id)];
  showActivity(foreign, 3);
  showActivity(own, 2);
  const told = await next();
  expect(told).toMatchObject({ turns: [{ turnId: own.turnId, costNano: "7" }], count: 2 });
  expect(JSON.stringify(told)).not.toContain(other.team.id);
  leave();
  expect(await next()).toBe(undefined);
});

test("ends when the session does", async () => {
  const { principal, sessionId } = await member();
  const { next } = watch(principal);
  await next();
  await signOut({ sessionId });
  expect(await next()).toBe(undefined);
});

test("tells no more of a team that one has left", async () => {
  const { team, user, principal } = await member();
  const staying = await createTeam();
  await createMembership({ teamId: staying.id, userId: user.id, role: "VIEWER" });
  principal.roles.set(staying.id, "VIEWER");
  const { next, leave } = watch(principal);
  await next();
  await getDb().membership.delete({ where: { teamId_userId: { teamId: team.id, userId: user.id } } });
  await new Promise((settle) => setTimeout(settle, 2 * CHECK_MS));
  showActivity(turn(team.id));
  const own = turn(staying.id);
  showActivity(own);
  expect(await next()).toMatchObject({ turns: [{ turnId: own.turnId }], count: 1 });
  leave();
});

test("over HTTP: server-sent events, and none for outsiders", async () => {
  const { team, cookie } = await member();
  const answer = await callAdmin("GET", `/activity?teamId=${team.id}`, { cookie });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
  expect(answer.text).toContain("event: turns\ndata: {");
  const foreign = await callAdmin("GET", `/activity?teamId=${other.team.id}`, { cookie });
  expect(foreign.status).toBe(404);
  const key = (await createKey(team.id, { scope: "MANAGEMENT" })).raw;
  expect((await callAdmin("GET", "/activity", { key })).status).toBe(200);
});
