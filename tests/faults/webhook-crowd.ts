import { expect } from "vitest";
import { webhookSecret } from "#lib/channels/telegram/webhook-secret.ts";
import { getDb } from "#lib/infra/db.ts";
import type { Sandbox } from "#sandbox/start-sandbox.ts";
import {
  type Bot,
  control,
  createBot,
  pendingIn,
  saidByBot,
  until,
  wait,
} from "#tests/integration/assistant/harness.ts";

export interface Delivery {
  status: number;
  ms: number;
}

export interface Crowd {
  bot: Bot;
  /** Every attempt to deliver an update, in order. */
  deliveries: Delivery[];
  /** How many messages the webhook has answered with 200. */
  acknowledged(): number;
  /** One more person says one thing, and it is delivered once; or again and again, as Telegram does. */
  say(url: string, options?: { until200?: boolean }): Promise<Delivery>;
  /** Waits until all is quiet, then: what was acknowledged has one answer and one charge each. */
  expectOneAnswerEach(options?: { timeout?: number }): Promise<void>;
}

/** People who write to one bot, whose updates reach its webhook from here, so that each answer of it is seen. */
export async function gatherCrowd(options: { sandbox: Sandbox; people: number }): Promise<Crowd> {
  const { sandbox } = options;
  const bot = await createBot(sandbox, {});
  await getDb().connection.update({
    where: { id: bot.connection.id },
    data: { health: "HEALTHY", username: bot.username, externalId: String(bot.id) },
  });
  await control(sandbox, "POST", "/bots", { token: bot.token });
  const secret = await webhookSecret(bot.connection.id);
  const people = Array.from({ length: options.people }, (_, index) => 80_000_000 + bot.id * 300 + index);
  for (const id of people) {
    await control(sandbox, "POST", "/users", { id, firstName: `Person ${id}` });
  }
  const acknowledged = new Map<string, number>();
  const deliveries: Delivery[] = [];
  let serial = 0;

  const deliver = async (url: string, update: unknown): Promise<Delivery> => {
    const began = performance.now();
    const response = await fetch(`${url}/webhooks/telegram/${bot.connection.id}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
      body: JSON.stringify(update),
    });
    await response.text();
    const delivery = { status: response.status, ms: performance.now() - began };
    deliveries.push(delivery);
    return delivery;
  };

  return {
    bot,
    deliveries,
    acknowledged: () => acknowledged.size,
    async say(url, { until200 = false } = {}) {
      serial += 1;
      const mine = serial;
      const user = people[mine % people.length] as number;
      const chat = `${bot.id}:${user}`;
      const text = `[[say:answer ${mine}]]`;
      const body = { userId: user, text };
      const { messageId } = await control<{ messageId: number }>(sandbox, "POST", `/chats/${chat}/messages`, body);
      const update = {
        update_id: 1_000_000 + mine,
        message: {
          message_id: messageId,
          date: Math.floor(Date.now() / 1000),
          chat: { id: user, type: "private", first_name: "Ann" },
          from: { id: user, is_bot: false, first_name: "Ann" },
          text,
        },
      };
      let delivery = await deliver(url, update);
      while (until200 && delivery.status !== 200) {
        await wait(400);
        delivery = await deliver(url, update);
      }
      if (delivery.status === 200) acknowledged.set(`answer ${mine}`, user);
      return delivery;
    },
    async expectOneAnswerEach({ timeout = 90_000 } = {}) {
      const teamId = bot.team.id;
      const sent = () => getDb().message.count({ where: { teamId, direction: "OUTBOUND", status: "SENT" } });
      await until(async () => (await sent()) >= acknowledged.size && (await pendingIn(bot)) === 0, timeout);
      await until(
        async () => (await getDb().usageRecord.count({ where: { teamId, channel: "telegram" } })) >= acknowledged.size,
        timeout,
      );
      const said = await Promise.all(
        people.map(async (id) =>
          (await saidByBot(sandbox, `${bot.id}:${id}`, bot)).map((message) => `${id} ${message.text}`),
        ),
      );
      const expected = [...acknowledged].map(([text, user]) => `${user} ${text}`);
      expect(said.flat().sort()).toEqual(expected.sort());
      const charges = await getDb().usageRecord.findMany({ where: { teamId, channel: "telegram" } });
      const answers = await getDb().message.findMany({ where: { teamId, direction: "OUTBOUND" } });
      expect(charges.map((row) => row.idempotencyKey).sort()).toEqual(answers.map((row) => row.turnKey).sort());
      expect(charges).toHaveLength(acknowledged.size);
    },
  };
}
