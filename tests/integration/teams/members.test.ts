import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { acceptInvitation } from "#lib/teams/accept-invitation.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createUser } from "#tests/factories/create-user.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

let operator: string;
beforeAll(async () => {
  operator = (await createKey(null)).raw;
});
afterAll(closeInfra);

const PASSWORD = "a password of mine";
const newEmail = () => `${uniqueName("guest")}@example.test`;

async function member(teamId: string, role: "OWNER" | "ADMIN" | "VIEWER") {
  const user = await createUser();
  await createMembership({ teamId, userId: user.id, role });
  return { user, cookie: (await createSession(user)).cookie };
}

async function invite(teamId: string, email: string, role = "viewer", caller: object = { key: operator }) {
  return callAdmin("POST", `/teams/${teamId}/invitations`, { ...caller, body: { email, role } });
}

const accept = (body: unknown, caller: object = {}) => callAdmin("POST", "/invitations/accept", { ...caller, body });

describe("members", () => {
  test("the last owner is neither removed nor demoted, nor by two at once", async () => {
    const team = await createTeam();
    const a = await member(team.id, "OWNER");
    const path = (id: string) => `/teams/${team.id}/members/${id}`;
    expect((await callAdmin("DELETE", path(a.user.id), { key: operator })).status).toBe(409);
    expect((await callAdmin("PATCH", path(a.user.id), { cookie: a.cookie, body: { role: "admin" } })).status).toBe(409);
    const b = await member(team.id, "OWNER");
    const answers = await Promise.all([
      callAdmin("PATCH", path(b.user.id), { cookie: a.cookie, body: { role: "viewer" } }),
      callAdmin("PATCH", path(a.user.id), { cookie: b.cookie, body: { role: "viewer" } }),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await getDb().membership.count({ where: { teamId: team.id, role: "OWNER" } })).toBe(1);
  });

  test("an admin manages members, but no owners", async () => {
    const team = await createTeam();
    const owner = await member(team.id, "OWNER");
    const admin = await member(team.id, "ADMIN");
    const viewer = await member(team.id, "VIEWER");
    const path = (id: string) => `/teams/${team.id}/members/${id}`;
    const as = { cookie: admin.cookie };
    expect((await callAdmin("PATCH", path(viewer.user.id), { ...as, body: { role: "admin" } })).status).toBe(200);
    expect((await callAdmin("PATCH", path(viewer.user.id), { ...as, body: { role: "owner" } })).status).toBe(403);
    expect((await callAdmin("PATCH", path(admin.user.id), { ...as, body: { role: "owner" } })).status).toBe(403);
    expect((await callAdmin("DELETE", path(owner.user.id), as)).status).toBe(403);
    expect((await invite(team.id, newEmail(), "owner", as)).status).toBe(403);
    expect((await callAdmin("DELETE", path(viewer.user.id), as)).status).toBe(204);
    expect((await callAdmin("GET", "/me", { cookie: viewer.cookie })).json.teams).toEqual([]);
    const members = (await callAdmin("GET", `/teams/${team.id}/members`, as)).json.items;
    expect(members.map((one: { role: string }) => one.role)).toEqual(["owner", "admin"]);
  });
});

describe("an invitation", () => {
  test("makes an account for somebody new, once", async () => {
    const team = await createTeam();
    const email = newEmail();
    const made = (await invite(team.id, email.toUpperCase(), "admin")).json;
    expect(made).toMatchObject({ email, role: "admin", status: "pending" });
    expect(made.acceptPath).toContain(`#${made.token}`);
    const preview = await callAdmin("POST", "/invitations/preview", { body: { token: made.token } });
    expect(preview.json).toEqual({ email, role: "admin", teamName: team.displayName, hasAccount: false });
    expect((await accept({ token: made.token })).json.errors[0].path).toBe("password");
    expect((await accept({ token: made.token, password: "short" })).status).toBe(422);
    const done = await accept({ token: made.token, name: "Guest", password: PASSWORD });
    expect(done.json).toMatchObject({ teamId: team.id, role: "admin" });
    const user = await getDb().user.findUniqueOrThrow({ where: { email } });
    expect(user).toMatchObject({ isOperator: false, name: "Guest" });
    expect((await accept({ token: made.token, password: PASSWORD })).status).toBe(404);
    const noted = await getDb().auditEntry.count({ where: { action: "user.create", targetId: done.json.userId } });
    expect(noted).toBe(1);
    const list = (await callAdmin("GET", `/teams/${team.id}/invitations`, { key: operator })).json.items;
    expect(list[0].status).toBe("accepted");
  });

  test("accepted by eight at once makes one member and one user", async () => {
    const team = await createTeam();
    const email = newEmail();
    const { token } = (await invite(team.id, email)).json;
    const racers = Array.from({ length: 8 }, () =>
      acceptInvitation({ token, password: PASSWORD, signedInAs: null, now: new Date() }),
    );
    const results = await Promise.allSettled(racers);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await getDb().user.count({ where: { email } })).toBe(1);
    expect(await getDb().membership.count({ where: { teamId: team.id } })).toBe(1);
  });

  test("for somebody with an account asks them to sign in, and leaves their password alone", async () => {
    const team = await createTeam();
    const user = await createUser({ password: PASSWORD });
    const { token } = (await invite(team.id, user.email)).json;
    expect((await accept({ token, password: "a password of a thief" })).status).toBe(401);
    const other = await createUser();
    const foreign = await accept({ token }, { cookie: (await createSession(other)).cookie });
    expect(foreign.status).toBe(403);
    const own = await accept({ token }, { cookie: (await createSession(user)).cookie });
    expect(own.json).toMatchObject({ teamId: team.id, userId: user.id });
    const after = await getDb().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(after.passwordHash).toBe(user.passwordHash);
  });

  test("is void when revoked, replaced, expired, guessed or for a member", async () => {
    const team = await createTeam();
    const email = newEmail();
    const first = (await invite(team.id, email)).json;
    const second = (await invite(team.id, email)).json;
    expect((await accept({ token: first.token, password: PASSWORD })).status).toBe(404);
    const replaced = await getDb().auditEntry.findMany({ where: { targetId: first.id }, orderBy: { id: "asc" } });
    expect(replaced.map(({ action, actorType }) => [action, actorType])).toEqual([
      ["invitation.create", "key"],
      ["invitation.revoke", "key"],
    ]);
    await callAdmin("POST", `/teams/${team.id}/invitations/${second.id}/revoke`, { key: operator });
    expect((await accept({ token: second.token, password: PASSWORD })).status).toBe(404);
    const third = (await invite(team.id, email)).json;
    const late = new Date(Date.now() + 7 * 86_400_000 + 1_000);
    await expect(
      acceptInvitation({ token: third.token, password: PASSWORD, signedInAs: null, now: late }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await accept({ token: "inv_guess", password: PASSWORD })).status).toBe(404);
    const inside = await member(team.id, "VIEWER");
    expect((await invite(team.id, inside.user.email)).status).toBe(409);
  });
});
