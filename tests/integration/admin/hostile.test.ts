import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import type { Team, User } from "#lib/infra/prisma/client.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createUser } from "#tests/factories/create-user.ts";

let team: Team;
let admin: User;
let cookie: string;
let key: string;
beforeAll(async () => {
  team = await createTeam();
  admin = await createUser();
  await createMembership({ teamId: team.id, userId: admin.id, role: "ADMIN" });
  cookie = (await createSession(admin)).cookie;
  key = (await createKey(team.id, { scope: "MANAGEMENT" })).raw;
});
afterAll(closeInfra);

const json = { "content-type": "application/json" };
const patch = (options: Parameters<typeof callAdmin>[2]) => callAdmin("PATCH", `/teams/${team.id}`, options);

describe("bodies", () => {
  const cases: [string, BodyInit, Record<string, string>, number][] = [
    ["malformed", '{"overrides":', json, 400],
    ["not UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), json, 400],
    ["a form", "rateLimit=1", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["plain text", "{}", { "content-type": "text/plain" }, 415],
    ["no type", Buffer.from("{}"), {}, 415],
    ["one byte more than 1 MiB", `"${"x".repeat(1_048_575)}"`, json, 413],
    ["200 000 deep", "[".repeat(200_000) + "]".repeat(200_000), json, 400],
    ["200 000 deep objects", '{"a":'.repeat(200_000), json, 400],
    ["an array", "[]", json, 422],
    ["a number", "1", json, 422],
    ["null", "null", json, 200],
    ["__proto__", '{"__proto__":{"isOperator":true}}', json, 400],
    ["nested __proto__", '{"overrides":{"__proto__":{"rateLimit":1}}}', json, 400],
    ["constructor", '{"constructor":{"prototype":{}}}', json, 422],
    ["NUL in a value", '{"overrides":{"systemPrompt":"a\\u0000b"}}', json, 400],
    ["NUL in a key", '{"a\\u0000b":1}', json, 400],
    ["half a surrogate pair", '{"overrides":{"systemPrompt":"a\\ud800b"}}', json, 200],
    ["a string with brackets", `{"overrides":{"systemPrompt":"${"[{".repeat(100)}"}}`, json, 200],
    ["JSON with a charset", "{}", { "content-type": "application/json; charset=utf-8" }, 200],
  ];
  test.each(cases)("%s", async (_, raw, headers, status) => {
    const answer = await patch({ key, raw, headers });
    expect(answer.status, answer.text.slice(0, 300)).toBe(status);
    if (status >= 400) expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });

  test("of 50 MB are not read to their end", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        if (sent > 50_000_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    expect((await patch({ key, raw: endless, headers: json })).status).toBe(413);
    expect(sent).toBeLessThan(2_000_000);
  });
});

describe("writes with a cookie", () => {
  const origins: [string, string | undefined, number][] = [
    ["our own", "http://dashboard.test", 200],
    ["null", "null", 403],
    ["foreign", "https://evil.example", 403],
    ["a lookalike", "http://dashboard.test.evil.example", 403],
    ["another port", "http://dashboard.test:81", 403],
    ["nonsense", "dashboard.test", 403],
    ["missing", undefined, 403],
  ];
  test.each(origins)("from %s origin", async (_, origin, status) => {
    const headers = { cookie, ...(origin === undefined ? {} : { origin }) };
    expect((await patch({ headers, body: {} })).status).toBe(status);
    // Reading is nobody's harm: the answer stays with the browser.
    expect((await callAdmin("GET", `/teams/${team.id}`, { headers })).status).toBe(200);
  });

  test("need no origin when a key signs them", async () => {
    expect((await patch({ key, headers: { origin: "null" }, body: {} })).status).toBe(200);
  });
});

describe("requests", () => {
  test("carry their id through, unless it is not one", async () => {
    const given = await callAdmin("GET", "/me", { key, headers: { "x-request-id": "abc-123" } });
    expect(given.headers.get("x-request-id")).toBe("abc-123");
    const made = await callAdmin("GET", "/me", { key, headers: { "x-request-id": "a b<script>" } });
    expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const other = await callAdmin("PATCH", `/teams/${team.id}`, {
      key,
      body: { overrides: { maxHistory: 9 } },
      headers: { "x-request-id": "audited-1" },
    });
    expect(other.status).toBe(200);
    expect(await getDb().auditEntry.count({ where: { teamId: team.id, requestId: "audited-1" } })).toBe(1);
  });

  test("with any text in their query are answered without a 500", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("/teams", "/models", "/audit", "/usage", "/keys", "/users"),
        fc.constantFrom("search", "cursor", "limit", "action", "from", "model", "channel", "type", "x"),
        fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\0", "'", "%", "_", "\\", "-1", "1e99", "NaN")),
        async (path, name, value) => {
          const answer = await callAdmin("GET", `${path}?${new URLSearchParams([[name, value]])}`, { key });
          expect([200, 400, 403, 422], answer.text).toContain(answer.status);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("to nowhere, or by another verb, are told so", async () => {
    expect((await callAdmin("GET", "/nowhere", { key })).status).toBe(404);
    const wrong = await callAdmin("PUT", `/teams/${team.id}`, { key });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, PATCH"]);
    for (const id of ["1", "../..", "%00", "' OR 1=1 --", "__proto__", "constructor"]) {
      expect((await callAdmin("GET", `/teams/${encodeURIComponent(id)}`, { key })).status, id).toBe(404);
    }
  });
});

test("fields that are not the caller's to set change nothing", async () => {
  const forbidden = fc.constantFrom(
    ...["role", "teamId", "isOperator", "id", "userId", "active", "createdAt", "hash", "lineageId", "displayNameKey"],
    ...["overridesModels", "actor", "platformNameKey", "constructor", "prototype", "toString", "hasOwnProperty"],
  );
  const value = fc.oneof(fc.boolean(), fc.constant("OWNER"), fc.constant(v7()), fc.constant({ isOperator: true }));
  const targets = [
    { method: "PATCH", path: `/teams/${team.id}`, body: {} },
    { method: "POST", path: `/teams/${team.id}/keys`, body: { name: "k" } },
    { method: "POST", path: `/teams/${team.id}/invitations`, body: { email: "x@example.test", role: "viewer" } },
    {
      method: "POST",
      path: `/teams/${team.id}/limits`,
      body: { scope: "team", unit: "cost", window: "day", amount: 1 },
    },
    { method: "PATCH", path: `/teams/${team.id}/members/${admin.id}`, body: { role: "admin" } },
    { method: "POST", path: "/me/password", body: { currentPassword: "x", newPassword: "long enough to pass" } },
  ];
  const snapshot = async () => ({
    team: await getDb().team.findUnique({ where: { id: team.id } }),
    user: await getDb().user.findUnique({ where: { id: admin.id }, include: { memberships: true } }),
    keys: await getDb().apiKey.count({ where: { teamId: team.id } }),
    limits: await getDb().limit.count({ where: { teamId: team.id } }),
    invitations: await getDb().invitation.count({ where: { teamId: team.id } }),
  });
  const before = await snapshot();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...targets), forbidden, value, async (target, field, given) => {
      const body = Object.assign(
        Object.create(null),
        target.body,
        Object.hasOwn(target.body, field) ? {} : { [field]: given },
      );
      fc.pre(!Object.hasOwn(target.body, field));
      const answer = await callAdmin(target.method, target.path, { cookie, body });
      expect([400, 422], `${target.path} ${field}: ${answer.text}`).toContain(answer.status);
      expect(answer.json.errors[0].path).toBe(field);
    }),
    { numRuns: 150 },
  );
  expect(await snapshot()).toEqual(before);
  expect(({} as Record<string, unknown>).isOperator).toBeUndefined();
});

test("any JSON at all is answered with a problem, never with a 500", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (body) => {
      const answer = await callAdmin("POST", `/teams/${team.id}/connections`, { key, body });
      expect([400, 422]).toContain(answer.status);
    }),
    { numRuns: 100 },
  );
});
