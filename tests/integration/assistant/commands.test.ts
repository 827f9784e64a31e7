import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureAccessCode, findAccess } from "#lib/channels/access-code.ts";
import { toLoaded } from "#lib/channels/load-connection.ts";
import { renewAccessCode } from "#lib/channels/renew-access-code.ts";
import { openAccessCode } from "#lib/channels/sealed-access-code.ts";
import { getDb } from "#lib/infra/db.ts";
import { dropEverywhere } from "#lib/infra/fresh-cache.ts";
import { CATALOG_KEY } from "#lib/models/load-catalog.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { type Assistant, type Bot, control, newPerson, type Person, startAssistant, until } from "./harness.ts";

let assistant: Assistant;
beforeAll(async () => {
  assistant = await startAssistant();
});
afterAll(() => assistant.close());

async function ask(person: Person, text: string) {
  const before = (await person.heard()).length;
  await person.say(text);
  const said = await person.hears(before + 1);
  return said.at(-1);
}

test("each command says what it should", async () => {
  const bot = await assistant.bot({ team: { timeZone: "Asia/Tehran" }, models: 2 });
  const ann = await newPerson(assistant.sandbox, bot);
  const now = new Date();
  await createLimit({ teamId: bot.team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 500n }, now);
  const table: [string, RegExp][] = [
    ["/start", new RegExp(bot.team.displayName)],
    ["/help", /\/status – /],
    [`/help@${bot.username}`, /\/models – /],
    ["/models", new RegExp(`${bot.models[1]}`)],
    ["/model", new RegExp(`Answers come from ${bot.models[0]} \\(the team's default\\)`)],
    ["/status", /500 requests of 500 requests left, resets on .*\(Asia\/Tehran\)/],
    ["/settings", /shown while they are written/],
    ["/clear", /forgotten/],
    ["/nonsense", /There is no command \/nonsense here[\s\S]*\/help/],
  ];
  for (const [command, expected] of table) expect((await ask(ann, command))?.text, command).toMatch(expected);
  expect(await getDb().usageRecord.count({ where: { teamId: bot.team.id } })).toBe(0);
});

test("a command that the team has not is refused with a list of what there is", async () => {
  const bot = await assistant.bot({ team: { commands: ["start", "help"] } });
  const ann = await newPerson(assistant.sandbox, bot);
  const answer = await ask(ann, "/model");
  expect(answer?.text).toContain("no command /model");
  expect(answer?.text).toContain("/help");
  expect(answer?.text).not.toContain("/status");
});

test("/model: buttons set the model, the press is answered, and the next answer obeys", async () => {
  const bot = await assistant.bot({ models: 3 });
  const ann = await newPerson(assistant.sandbox, bot);
  const menu = await ask(ann, "/model");
  const buttons = menu?.keyboard?.flat() ?? [];
  expect(buttons.map((button) => button.callback_data)).toEqual(bot.models.map((model) => `m:${model}`));
  const pressed = await press(ann, menu?.messageId, `m:${bot.models[2]}`);
  expect(pressed.answered).toBe(true);
  await until(async () => (await ann.heard()).at(-1)?.text?.includes(`From now on ${bot.models[2]}`) ?? false);
  expect((await ask(ann, "hi"))?.text).toContain(`by ${bot.models[2]}`);
  expect((await ask(ann, "/status"))?.text).toContain(`${bot.models[2]} (your choice)`);
  const settings = await ask(ann, "/settings");
  await press(ann, settings?.messageId, "s:model:default");
  await until(
    async () => (await getDb().endUser.findFirst({ where: { teamId: bot.team.id } }))?.preferredModel === null,
  );
  expect((await ask(ann, "hi again"))?.text).toContain(`by ${bot.models[0]}`);
});

test("/model by name: sets, refuses what is not available, refuses when switching is off", async () => {
  const bot = await assistant.bot({ models: 2 });
  const ann = await newPerson(assistant.sandbox, bot);
  expect((await ask(ann, `/model ${bot.models[1]}`))?.text).toContain(`From now on ${bot.models[1]}`);
  expect((await ask(ann, "/model acme/none"))?.text).toMatch(/acme\/none is not available here/);
  const fixed = await assistant.bot({ models: 2, team: { allowModelSwitch: false } });
  const bob = await newPerson(assistant.sandbox, fixed, "Bob");
  const refusal = await ask(bob, `/model ${fixed.models[1]}`);
  expect(refusal?.text).toContain(`I cannot switch to ${fixed.models[1]}`);
  expect(refusal?.text).toContain("turned off");
  expect((await ask(bob, "/model"))?.keyboard ?? null).toBeNull();
});

test("a chosen model that is no longer available gives way to the next one, and comes back", async () => {
  const bot = await assistant.bot({ models: 2 });
  const ann = await newPerson(assistant.sandbox, bot);
  await ask(ann, `/model ${bot.models[1]}`);
  await getDb().model.updateMany({ where: { publicId: bot.models[1] ?? "" }, data: { enabled: false } });
  // Told to all, as other test files' workers may answer some of these.
  await dropEverywhere([CATALOG_KEY]);
  await until(
    async () => (await ask(ann, "/status"))?.text?.includes(`${bot.models[0]} (the team's default)`) ?? false,
  );
  expect((await ask(ann, "/status"))?.text).toContain(`${bot.models[1]} is not available at the moment`);
  expect((await ask(ann, "hi"))?.text).toContain(`by ${bot.models[0]}`);
}, 60_000);

test("settings: answers in one piece when streaming is off", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  const settings = await ask(ann, "/settings");
  await press(ann, settings?.messageId, "s:stream:off");
  await until(async () => (await ann.heard()).at(-1)?.text?.includes("when they are complete") ?? false);
  const { provider } = assistant.sandbox;
  provider.settings = { ...provider.settings, chunkDelayMs: 60, chunkSize: 2 };
  try {
    expect((await ask(ann, "[[words:60]]"))?.edits).toBe(0);
  } finally {
    provider.settings = { ...provider.settings, chunkDelayMs: 0 };
  }
});

test("too fast: told once, politely, with when", async () => {
  const bot = await assistant.bot({ team: { rateLimit: 2 } });
  const ann = await newPerson(assistant.sandbox, bot);
  for (const text of ["one", "two", "three", "four", "five"]) await ann.say(text);
  const said = await ann.hears(3);
  expect(said[2]?.text).toMatch(/faster than I may answer \(2 messages a minute\).*try again in \d+ seconds?/);
  expect(said).toHaveLength(3);
});

test("a used-up limit is told by name, amount and reset, and not charged", async () => {
  const bot = await assistant.bot({ team: { timeZone: "Europe/Berlin" } });
  const ann = await newPerson(assistant.sandbox, bot);
  const now = new Date();
  await createLimit({ teamId: bot.team.id, scope: "END_USER", unit: "REQUESTS", window: "MONTH", amount: 1n }, now);
  expect((await ask(ann, "one"))?.text).toContain("You wrote");
  const refusal = await ask(ann, "two");
  expect(refusal?.text).toMatch(/personal monthly request limit of 1 request is used up/);
  expect(refusal?.text).toMatch(/resets on .* \(Europe\/Berlin\)/);
  expect((await ask(ann, "/status"))?.text).toContain("0 requests of 1 request left");
});

test("a bot that requires it lets in whoever has the access link, and nobody else", async () => {
  const bot = await assistant.bot({ team: { requiresAuth: true } });
  const ann = await newPerson(assistant.sandbox, bot);
  expect((await ask(ann, "hello"))?.text).toContain("not open to everyone");
  expect((await ask(ann, "/start wrong-code"))?.text).toContain("not valid");
  expect((await ask(ann, "/status"))?.text).toContain("not open to everyone");
  const connection = await getDb().connection.findUniqueOrThrow({ where: { id: bot.connection.id } });
  const accessCode = openAccessCode(connection) ?? "";
  expect(accessCode).toMatch(/^[\w-]{22}$/);
  expect((await ask(ann, `/start ${accessCode}`))?.text).toContain("Hello!");
  expect((await ask(ann, "hello"))?.text).toContain("You wrote");
});

test("an access code is stored sealed, compared whole, and each making of one is audited without it", async () => {
  const bot = await assistant.bot({ team: { requiresAuth: true }, connection: { active: false } });
  const read = () => getDb().connection.findUniqueOrThrow({ where: { id: bot.connection.id } });
  const actor = { type: "user", id: null, label: "ann@example.test" } as const;
  const codes = await Promise.all([1, 2, 3].map(() => ensureAccessCode(bot.connection.id, actor)));
  expect(new Set(codes).size).toBe(1);
  const first = codes[0] ?? "";
  expect(JSON.stringify((await read()).settings)).not.toContain(first);
  const second = (await renewAccessCode({ teamId: bot.team.id, connectionId: bot.connection.id, actor })) ?? "";
  expect(JSON.stringify((await read()).settings)).not.toContain(second);
  expect(await ensureAccessCode(bot.connection.id)).toBe(second);
  // Copied to another row it opens nothing.
  const other = await assistant.bot({ connection: { active: false } });
  expect(openAccessCode({ id: other.connection.id, settings: (await read()).settings })).toBeUndefined();
  const audited = await getDb().auditEntry.findMany({
    where: { targetId: bot.connection.id },
    orderBy: { id: "asc" },
  });
  expect(audited.map(({ action, actorLabel }) => [action, actorLabel])).toEqual([
    ["connection.access_code.create", "ann@example.test"],
    ["connection.renew-access-code", "ann@example.test"],
  ]);
  expect(JSON.stringify(audited)).not.toMatch(new RegExp(`${first}|${second}`));

  const connection = (code: string) => ({
    turn: { endUser: { settings: {} }, meta: { command: { name: "start", args: code } } },
    config: { requiresAuth: { value: true } },
    connection: { ...toLoaded(bot.connection), settings: { accessCode: second } },
    isGroup: false,
  });
  for (const [code, access] of [
    [first, "denied"],
    [second.slice(0, -1), "denied"],
    [`${second}x`, "denied"],
    [second, "just-granted"],
  ] as const) {
    expect(await findAccess(connection(code))).toBe(access);
  }
});

test("the bot's menu shows the team's commands", async () => {
  const bot: Bot = await assistant.bot({ team: { commands: ["help", "status"] } });
  await newPerson(assistant.sandbox, bot);
  await until(() => {
    const menu = [...(assistant.sandbox.telegram.bots.get(bot.id)?.commands.values() ?? [])].flat();
    return menu.map((one) => one.command).join() === "help,status";
  });
});

function press(person: Person, messageId: number | undefined, data: string) {
  const path = `/chats/${person.chat}/messages/${messageId}/press`;
  return control<{ answered: boolean }>(assistant.sandbox, "POST", path, { userId: person.id, data });
}
