import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConnection } from "#lib/channels/load-connection.ts";
import { explainMember } from "#lib/gate/explain-member.ts";
import { peekVerdict, recallVerdict } from "#lib/gate/known-verdicts.ts";
import { readLoadedGroup } from "#lib/gate/load-group.ts";
import { handleGateUpdate } from "#lib/gate/telegram.ts";
import { verifyMembership } from "#lib/gate/verify-membership.ts";
import { until, wait } from "#tests/integration/assistant/harness.ts";
import { type GateWorld, type GuardedGroup, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

async function verify(group: GuardedGroup, userId: number, more: { fresh?: boolean; now?: Date } = {}) {
  const connection = await loadConnection(group.bot.connection.id);
  if (!connection) throw new Error("no connection");
  const channels = [{ id: group.channel.id, chatId: group.channel.chatId }];
  return (await verifyMembership({ connection, channels, userId, now: new Date(), ...more }))[0];
}
const asked = (group: GuardedGroup, userId: number) =>
  group.calls("getChatMember").filter(({ params }) => Number(params.user_id) === userId).length;

test("fifty checks of one person at once are one call; a negative is believed until somebody presses", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  const verdicts = await Promise.all(Array.from({ length: 50 }, () => verify(group, ann)));
  expect(new Set(verdicts.map((verdict) => verdict?.state))).toEqual(new Set(["not_member"]));
  expect(asked(group, ann)).toBe(1);
  group.joinSilently(group.channel.chatId, ann);
  expect(await verify(group, ann)).toMatchObject({ state: "not_member", source: "cache" });
  expect(await verify(group, ann, { fresh: true })).toMatchObject({ state: "member", source: "call" });
  expect(await verify(group, ann)).toMatchObject({ state: "member", source: "cache" });
  expect(asked(group, ann)).toBe(2);
});

test("a verdict is asked for again once its time is over", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  await verify(group, ann);
  await verify(group, ann, { now: new Date(Date.now() + 50_000) });
  expect(asked(group, ann)).toBe(1);
  await verify(group, ann, { now: new Date(Date.now() + 70_000) });
  expect(asked(group, ann)).toBe(2);
});

test("an update that is handled late does not undo a later one", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  const user = { id: ann, is_bot: false, first_name: "Ann" };
  const chat = { id: group.channel.chatId, type: "channel" as const, title: "Channel 1" };
  const tell = (update_id: number, before: string, after: string) =>
    handleGateUpdate({
      ...{ connectionId: group.bot.connection.id, receivedAt: new Date(), now: new Date() },
      update: {
        update_id,
        chat_member: {
          ...{ chat, from: user, date: Math.floor(Date.now() / 1000) },
          ...{ old_chat_member: { user, status: before }, new_chat_member: { user, status: after } },
        },
      } as { update_id: number },
    });
  await tell(500, "left", "member");
  expect((await verify(group, ann))?.state).toBe("member");
  await tell(502, "member", "left");
  await tell(501, "left", "member");
  expect(await verify(group, ann)).toMatchObject({ state: "not_member", source: "event" });
  await tell(502, "member", "left");
  expect((await verify(group, ann))?.state).toBe("not_member");
});

test.each([
  ["OPEN", false],
  ["CLOSED", true],
  ["KEEP_LAST", false],
] as const)(
  "where Telegram does not tell, %s decides for somebody of whom nothing is known",
  async (failurePolicy, isHeld) => {
    const group = await world.group({ failurePolicy });
    // Without being an admin of the channel a bot is not told who its members are.
    await group.setMember(group.channel.chatId, group.bot.id, { status: "left", quiet: true });
    const ann = await group.person("Ann");
    const said = await group.say(ann, "hello");
    await until(async () => (await group.decisions(ann)).length === 1);
    const [decision] = await group.decisions(ann);
    expect(decision?.reason).toBe(
      { OPEN: "unknown_let_in", CLOSED: "unknown_held", KEEP_LAST: "kept_member" }[failurePolicy],
    );
    expect(decision?.verdicts).toMatchObject([{ state: "unknown" }]);
    if (isHeld) await until(() => group.isDeleted(said));
    else await wait(300);
    expect(await group.isDeleted(said)).toBe(isHeld);
    // Whom Telegram's silence holds is not muted: nobody would let them go.
    expect(group.calls("restrictChatMember")).toHaveLength(0);
  },
);

test("KEEP_LAST goes by what was known, however long ago", async () => {
  const group = await world.group({ failurePolicy: "KEEP_LAST" });
  const ann = await group.person("Ann");
  const now = new Date(Date.now() + 3_600_000);
  expect((await verify(group, ann))?.state).toBe("not_member");
  await group.setMember(group.channel.chatId, group.bot.id, { status: "left", quiet: true });
  expect(await verify(group, ann, { now })).toMatchObject({ state: "unknown", last: "not_member" });
});

test("time-outs count as unknown, and Telegram is believed again as soon as it answers", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  const fault = { id: group.bot.id, botId: group.bot.id, method: "getChatMember", times: null, hits: 0, hang: true };
  world.sandbox.telegram.faults.push(fault);
  expect(await verify(group, ann)).toMatchObject({ state: "unknown", reason: "telegram_unreachable" });
  world.sandbox.telegram.faults.splice(world.sandbox.telegram.faults.indexOf(fault), 1);
  expect((await verify(group, ann))?.state).toBe("not_member");
});

test("the dashboard's question: would Ann pass, and why", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  const explain = async (userId: number) => {
    const loaded = await readLoadedGroup(group.row.id);
    if (!loaded) throw new Error("no group");
    return explainMember({ group: loaded, userId, now: new Date() });
  };
  expect(await explain(ann)).toMatchObject({ passes: false, outcome: "held", reason: "not_member", restriction: null });
  expect(await explain(group.owner)).toMatchObject({ passes: true, outcome: "exempt", reason: "group_admin" });
  expect(group.calls("restrictChatMember")).toHaveLength(0);
  await group.say(ann, "hello");
  await until(() => group.isMuted(ann));
  expect(await explain(ann)).toMatchObject({
    ...{ passes: false, standing: "restricted", mutedByAdmin: false },
    restriction: { id: expect.any(String) },
    lastDecision: { trigger: "message", outcome: "held", reason: "not_member" },
  });
});

test.runIf(process.env.REDIS_URL)("with a Redis, what one process knows all know", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  await verify(group, ann);
  const subject = { connectionId: group.bot.connection.id, chatId: group.channel.chatId, userId: ann };
  const known = peekVerdict(subject);
  const { readShared, sharedKey } = await import("#lib/gate/shared-verdicts.ts");
  const shared = () => readShared(sharedKey(subject.connectionId, subject.chatId, subject.userId));
  await until(async () => (await shared()) !== undefined);
  expect((await shared())?.state).toBe(known?.state);
  expect((await recallVerdict(subject, new Date(Date.now() + 70_000)))?.state).toBe("not_member");
});
