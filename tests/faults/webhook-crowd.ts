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
  /**
   * One more person says one thing, and it is delivered once; or again and again, as Telegram does.
   * @param url of the gateway; of several, each gets the same update at the same time
   */
  say(url: string | string[], options?: { until200?: boolean }): Promise<Delivery>;
  /** One more person says one thing, and the job is made by hand. */
  enqueue(add: (payload: { connectionId: string; update: object }) => Promise<unknown>): Promise<void>;
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

  const write = async () => {
    serial += 1;
    const answer = `answer ${serial}`;
    const user = people[serial % people.length] as number;
    const text = `[[say:${answer}]]`;
    const updateId = 1_000_000 + serial;
    const path = `/chats/${bot.id}:${user}/messages`;
    const { messageId } = await control<{ messageId: number }>(sandbox, "POST", path, { userId: user, text });
    const update = {
      update_id: updateId,
      message: {
        message_id: messageId,
        date: Math.floor(Date.now() / 1000),
        chat: { id: user, type: "private", first_name: "Ann" },
        from: { id: user, is_bot: false, first_name: "Ann" },
        text,
      },
    };
    return { update, accepted: () => acknowledged.set(answer, user) };
  };

  return {
    bot,
    deliveries,
    acknowledged: () => acknowledged.size,
    async say(url, { until200 = false } = {}) {
      const { update, accepted } = await write();
      const [first, ...others] = [url].flat() as [string, ...string[]];
      const [delivery] = await Promise.all([first, ...others].map((one) => deliver(one, update)));
      let last = delivery as Delivery;
      while (until200 && last.status !== 200) {
        await wait(400);
        last = await deliver(first, update);
      }
      if (last.status === 200) accepted();
      return last;
    },
    async enqueue(add) {
      const { update, accepted } = await write();
      await add({ connectionId: bot.connection.id, update });
      accepted();
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
