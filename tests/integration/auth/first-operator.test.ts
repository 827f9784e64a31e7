import { randomInt } from "node:crypto";
import pg from "pg";
import { afterAll, beforeEach, expect, test } from "vitest";
import { bootstrapOperator } from "#lib/auth/bootstrap-operator.ts";
import { checkOperator } from "#lib/auth/check-operator.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { randomToken } from "#lib/infra/crypto.ts";
import { getDb } from "#lib/infra/db.ts";
import { databaseUrl, SettingError } from "#lib/infra/env.ts";
import { migrateDatabase } from "#lib/infra/migrate.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createUser } from "#tests/factories/create-user.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "correct horse battery staple";
const address = () => `${uniqueName("op")}@example.test`;

// An installation's first start needs a database that no other test has put an operator into.
const server = process.env.DATABASE_URL ?? "";
const name = `first_operator_${randomInt(1e9)}`;

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

await onServer(`CREATE DATABASE ${name}`);
process.env.DATABASE_URL = Object.assign(new URL(server), { pathname: name }).href;
await migrateDatabase(process.env.DATABASE_URL);

beforeEach(async () => {
  expect(databaseUrl()).toContain(name);
  await getDb().user.updateMany({ data: { isOperator: false } });
});
afterAll(async () => {
  await closeInfra();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});

const operators = async () => (await getDb().user.findMany({ where: { isOperator: true } })).map(({ email }) => email);

test("is made once, with a password that is shown once, by however many starts", async () => {
  const email = address();
  const apiKey = randomToken("sb_mgmt_");
  const made = await Promise.all([1, 2, 3].map(() => bootstrapOperator({ email, apiKey })));
  const passwords = made.flatMap(({ generatedPassword }) => generatedPassword ?? []);
  expect(passwords).toHaveLength(1);
  expect(await bootstrapOperator({ email, apiKey })).toEqual({});
  expect(await new Browser().signIn(email, passwords[0] ?? "")).toBeNull();
  expect((await callAdmin("GET", "/me", { key: apiKey })).json).toMatchObject({ type: "key", isOperator: true });
  expect(await operators()).toEqual([email]);
});

test("takes the password that was set, and keeps it when the setting changes", async () => {
  const email = address();
  expect(await bootstrapOperator({ email, password: PASSWORD })).toEqual({});
  expect(await bootstrapOperator({ email, password: "another one than before" })).toEqual({});
  expect(await new Browser().signIn(email, PASSWORD)).toBeNull();
  expect(await checkOperator({ email, password: PASSWORD })).toEqual({ isOperator: true, passwordWorks: true });
  expect(await checkOperator({ email, password: "another one than before" })).toEqual({
    ...{ isOperator: true, passwordWorks: false },
  });
  expect(await checkOperator({ email, password: undefined })).toEqual({ isOperator: true, passwordWorks: false });
});

test("stays the only one when the address in the settings changes", async () => {
  const email = address();
  await bootstrapOperator({ email, password: PASSWORD });
  const other = address();
  expect(await bootstrapOperator({ email: other })).toEqual({});
  expect(await operators()).toEqual([email]);
  expect(await checkOperator({ email: other, password: undefined })).toMatchObject({ isOperator: false });
});

test("is nobody who is a user already: the setting is named, and what to do", async () => {
  const user = await createUser({ password: PASSWORD });
  const start = bootstrapOperator({ email: user.email });
  await expect(start).rejects.toThrow(SettingError);
  await expect(start).rejects.toThrow(/^Setting ADMIN_EMAIL is wrong: .*Set ADMIN_EMAIL to another address\.$/);
  expect(await operators()).toEqual([]);
});
