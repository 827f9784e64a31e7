import { afterAll, beforeAll, expect, test } from "vitest";
import { checkConnection } from "#lib/channels/check-connection.ts";
import { getDb } from "#lib/infra/db.ts";
import { publish } from "#lib/infra/relay.ts";
import { sealToken } from "#lib/teams/connection-account.ts";
import { CONNECTIONS_CHANGED } from "#lib/teams/connection-changed.ts";
import { type Assistant, newPerson, startAssistant, until } from "#tests/integration/assistant/harness.ts";

let assistant: Assistant;
beforeAll(async () => {
  assistant = await startAssistant();
});
afterAll(() => assistant.close());

const read = (id: string) => getDb().connection.findUniqueOrThrow({ where: { id } });

test("a wrong token shows as unhealthy with the reason, stops nothing else, and heals when it is replaced", async () => {
  const wrong = await assistant.bot({ token: "123456:this-token-is-not-known-to-telegram" });
  const right = await assistant.bot();
  await until(async () => (await read(wrong.connection.id)).health === "UNHEALTHY");
  expect((await read(wrong.connection.id)).healthReason).toBe(
    "Telegram says the token is not valid (401). Copy it again from @BotFather.",
  );
  const ann = await newPerson(assistant.sandbox, right);
  await ann.say("hello");
  expect(await ann.hears(1)).toHaveLength(1);

  const token = `${wrong.id}:sandbox-healed${wrong.id}`;
  await getDb().connection.update({
    where: { id: wrong.connection.id },
    data: { credentialsEncrypted: sealToken(wrong.connection.id, token) },
  });
  await publish(CONNECTIONS_CHANGED, { connectionId: wrong.connection.id });
  const bob = await newPerson(assistant.sandbox, wrong, "Bob");
  await bob.say("hello");
  expect(await bob.hears(1)).toHaveLength(1);
  expect(await read(wrong.connection.id)).toMatchObject({ health: "HEALTHY", username: `healed${wrong.id}_bot` });
});

test("an API that is away shows, and is found again when it is back", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  const fault = { id: 1, botId: bot.id, times: null, hits: 0, dropConnection: true };
  assistant.sandbox.telegram.faults.push(fault);
  await publish(CONNECTIONS_CHANGED, { connectionId: bot.connection.id });
  await checkConnection(bot.connection.id);
  expect((await read(bot.connection.id)).healthReason).toMatch(/could not be reached/);
  assistant.sandbox.telegram.faults.length = 0;
  await ann.say("hello");
  expect(await ann.hears(1, 60_000)).toHaveLength(1);
  await until(async () => (await read(bot.connection.id)).health === "HEALTHY", 40_000);
}, 120_000);

test("a connection made while the bots run is picked up, and one that is paused stops", async () => {
  const bot = await assistant.bot();
  await newPerson(assistant.sandbox, bot);
  await until(() => assistant.sandbox.telegram.bots.get(bot.id)?.endPoll !== undefined);
  await getDb().connection.update({ where: { id: bot.connection.id }, data: { active: false } });
  await publish(CONNECTIONS_CHANGED, { connectionId: bot.connection.id });
  await until(() => assistant.sandbox.telegram.bots.get(bot.id)?.endPoll === undefined, 5_000);
});

test("the offset is stored only once the updates are in the queue, and the next start goes on from it", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  await ann.say("hello");
  await ann.hears(1);
  const { pollOffset } = await read(bot.connection.id);
  expect(pollOffset).toBe(BigInt(assistant.sandbox.telegram.bots.get(bot.id)?.nextUpdateId ?? 0));
});
