import { randomInt } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { stampPeer } from "#lib/auth/client-address.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createUser } from "#tests/factories/create-user.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "correct horse battery staple";
const TOMORROW = new Date(Date.now() + 86_400_000);

afterAll(closeInfra);

const me = (cookie: string) => callAdmin("GET", "/me", { cookie });

describe("a session", () => {
  test("begins with a sign-in and ends with the sign-out, whatever the browser keeps", async () => {
    const user = await createUser({ password: PASSWORD, name: "Ada" });
    const browser = new Browser();
    expect(await browser.signIn(` ${user.email.toUpperCase()} `, PASSWORD)).toBeNull();
    const cookie = browser.sessionCookie;
    expect((await me(cookie)).json).toMatchObject({ type: "user", email: user.email, name: "Ada", isOperator: false });
    expect(await browser.session()).toMatchObject({ user: { email: user.email } });
    await browser.signOut();
    expect((await me(cookie)).status).toBe(401);
    const thief = new Browser();
    thief.cookies.set("next-auth.session-token", cookie.split("=")[1] ?? "");
    expect(await thief.session()).toEqual({});
  });

  test("that expired is gone after the next sign-in, whoever signs in", async () => {
    const [gone, user] = [await createUser(), await createUser({ password: PASSWORD })];
    const expiresAt = new Date("2020-01-01T00:00:00Z");
    await getDb().authSession.createMany({
      data: [
        { userId: gone.id, expiresAt },
        { userId: gone.id, expiresAt },
        { userId: gone.id, expiresAt: TOMORROW },
      ],
    });
    expect(await new Browser().signIn(user.email, PASSWORD)).toBeNull();
    expect(await getDb().authSession.findMany({ where: { userId: gone.id } })).toMatchObject([{ expiresAt: TOMORROW }]);
  });

  test("of before the sign-in is another one afterwards, and dead", async () => {
    const user = await createUser({ password: PASSWORD });
    const attacker = new Browser();
    await attacker.signIn(user.email, PASSWORD);
    const planted = attacker.sessionCookie;
    const victim = new Browser();
    victim.cookies.set("next-auth.session-token", attacker.cookies.get("next-auth.session-token") ?? "");
    await victim.signIn(user.email, PASSWORD);
    expect(victim.sessionCookie).not.toBe(planted);
    expect((await me(planted)).status).toBe(401);
    expect((await me(victim.sessionCookie)).status).toBe(200);
  });

  test("elsewhere ends with a new password; the own one stays", async () => {
    const user = await createUser({ password: PASSWORD });
    const [here, elsewhere] = [new Browser(), new Browser()];
    await here.signIn(user.email, PASSWORD);
    await elsewhere.signIn(user.email, PASSWORD);
    const change = (currentPassword: string) =>
      callAdmin("POST", "/me/password", {
        cookie: here.sessionCookie,
        body: { currentPassword, newPassword: "another long password" },
      });
    const wrong = await change("not my password");
    expect([wrong.status, wrong.json.errors[0].path]).toEqual([422, "currentPassword"]);
    expect((await me(elsewhere.sessionCookie)).status).toBe(200);
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await me(here.sessionCookie)).status).toBe(200);
    expect((await me(elsewhere.sessionCookie)).status).toBe(401);
    expect(await new Browser().signIn(user.email, PASSWORD)).toBe("CredentialsSignin");
    expect(await new Browser().signIn(user.email, "another long password")).toBeNull();
  });

  test("ends when the user is switched off, and when it is too old", async () => {
    const operator = (await createKey(null)).raw;
    const user = await createUser({ password: PASSWORD });
    const browser = new Browser();
    await browser.signIn(user.email, PASSWORD);
    await getDb().authSession.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date() } });
    expect((await me(browser.sessionCookie)).status).toBe(401);
    await browser.signIn(user.email, PASSWORD);
    expect((await me(browser.sessionCookie)).status).toBe(200);
    await callAdmin("PATCH", `/users/${user.id}`, { key: operator, body: { active: false } });
    expect((await me(browser.sessionCookie)).status).toBe(401);
    expect(await new Browser().signIn(user.email, PASSWORD)).toBe("CredentialsSignin");
  });

  test("needs next-auth's own token against cross-site sign-in", async () => {
    const user = await createUser({ password: PASSWORD });
    const browser = new Browser();
    await browser.csrfToken();
    await browser.request("POST", "callback/credentials", { csrfToken: "x", email: user.email, password: PASSWORD });
    expect(browser.cookies.has("next-auth.session-token")).toBe(false);
  });
});

describe("guessing", () => {
  test("an unknown address looks like a wrong password, in answer and in time", async () => {
    const email = `${uniqueName("real")}@example.test`;
    await getDb().user.create({ data: { email, passwordHash: await hashPassword(PASSWORD) } });
    await new Browser().signIn(`${uniqueName("warm")}@example.test`, "x");
    const times: Record<string, number[]> = { known: [], unknown: [] };
    for (let i = 0; i < 7; i += 1) {
      for (const [kind, address] of [
        ["known", email],
        ["unknown", `${uniqueName("none")}@example.test`],
      ] as const) {
        const browser = new Browser();
        await browser.csrfToken();
        const began = performance.now();
        expect(await browser.signIn(address, "wrong password")).toBe("CredentialsSignin");
        times[kind]?.push(performance.now() - began);
      }
    }
    const median = (values: number[] = []) => values.toSorted((a, b) => a - b)[3] ?? 0;
    // A missing hash would make the unknown one faster by several times, not by a part.
    expect(median(times.unknown)).toBeGreaterThan(median(times.known) / 2);
    expect(median(times.known)).toBeGreaterThan(median(times.unknown) / 2);
  });

  test("is stopped after ten tries at one account, known or not, whatever address is claimed", async () => {
    const user = await createUser({ password: PASSWORD });
    for (const email of [user.email, `${uniqueName("none")}@example.test`]) {
      const errors: (string | null)[] = [];
      for (let i = 0; i < 14; i += 1) {
        const headers = { "x-forwarded-for": `203.0.113.${i}` };
        errors.push(await new Browser().signIn(email, `guess ${i}`, headers));
      }
      expect(errors.slice(0, 10)).toEqual(Array(10).fill("CredentialsSignin"));
      expect(errors.slice(10)).toEqual(Array(4).fill("TooManyAttempts"));
    }
    expect(await new Browser().signIn(user.email, PASSWORD)).toBe("TooManyAttempts");
  });

  test("at many accounts is stopped by address, and others go on signing in", async () => {
    const user = await createUser({ password: PASSWORD });
    const from = (remoteAddress: string) => {
      const request = { headers: {} as Record<string, string | undefined>, socket: { remoteAddress } };
      stampPeer(request);
      return request.headers;
    };
    const [guesser, other] = [from(`198.51.100.${randomInt(250)}`), from(`203.0.113.${randomInt(250)}`)];
    const errors: (string | null)[] = [];
    for (let i = 0; i < 53; i += 1) {
      errors.push(await new Browser().signIn(`${uniqueName("none")}@example.test`, "guess", guesser));
    }
    expect(errors.slice(0, 50)).toEqual(Array(50).fill("CredentialsSignin"));
    expect(errors.slice(50)).toEqual(Array(3).fill("TooManyAttempts"));
    expect(await new Browser().signIn(user.email, PASSWORD, guesser)).toBe("TooManyAttempts");
    expect(await new Browser().signIn(user.email, PASSWORD, other)).toBeNull();
  });

  test("in parallel gets no more tries", async () => {
    const user = await createUser({ password: PASSWORD });
    const errors = await Promise.all(Array.from({ length: 30 }, (_, i) => new Browser().signIn(user.email, `g${i}`)));
    expect(errors.filter((error) => error === "CredentialsSignin")).toHaveLength(10);
  });

  test("a right password clears the count", async () => {
    const user = await createUser({ password: PASSWORD });
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 6; i += 1) await new Browser().signIn(user.email, "wrong");
      expect(await new Browser().signIn(user.email, PASSWORD)).toBeNull();
    }
  });
});
