import { isValid, parse } from "@tma.js/init-data-node";
import { expect, test } from "vitest";
import { type ChatView, telegramFixture } from "../testing/telegram-fixture.ts";

async function fixture(type: "supergroup" | "channel" = "channel", more: Record<string, unknown> = {}) {
  let now = Date.now();
  const base = await telegramFixture({ now: () => now });
  const { control, me, ann } = base;
  const bob = await control<{ id: number }>("POST", "/telegram/users", { firstName: "Bob", username: "bob" });
  const chat = await control<ChatView>("POST", "/telegram/chats", {
    type,
    title: "The chat",
    username: "the_chat",
    members: [
      { userId: ann.id, status: "creator" },
      { userId: me.id, status: "administrator" },
    ],
    ...more,
  });
  const demote = (status: string) => control("PUT", `/telegram/chats/${chat.id}/members/${me.id}`, { status });
  const pass = (ms: number) => {
    now += ms;
  };
  return { ...base, bob, chat, demote, pass };
}

test("a channel's members are told to its administrators only, and unknown people are not found", async () => {
  const { api, bob, chat, demote } = await fixture();
  expect(await api.getChatMember(chat.id, bob.id)).toMatchObject({ status: "left" });
  await expect(api.getChatMember(chat.id, 42)).rejects.toMatchObject({ description: "Bad Request: user not found" });
  await demote("member");
  await expect(api.getChatMember("@the_chat", bob.id)).rejects.toMatchObject({
    error_code: 400,
    description: "Bad Request: member list is inaccessible",
  });
  await demote("kicked");
  await expect(api.getChatMember(chat.id, bob.id)).rejects.toMatchObject({
    error_code: 403,
    description: "Forbidden: bot was kicked from the channel chat",
  });
});

test("one method can be slow by itself", async () => {
  const { api, bob, chat, control } = await fixture();
  await control("PATCH", "/telegram/settings", { methodLatencyMs: { getChatMember: 60 } });
  const started = performance.now();
  await api.getChat(chat.id);
  await api.getChatMember(chat.id, bob.id);
  expect(performance.now() - started).toBeGreaterThanOrEqual(59);
  const { calls } = await control<{ calls: { method: string; durationMs: number }[] }>("GET", "/telegram/calls");
  expect(calls.map(({ method }) => method)).toContain("getChatMember");
});

test("a crowd of a million costs nothing: its members follow a rule, and can be restricted and leave", async () => {
  const { api, chat, control, sandbox } = await fixture("supergroup", { crowd: { modulus: 10, below: 7 } });
  const from = 6_000_000_003;
  await control("PUT", "/telegram/crowd", { from, count: 1_000_000 });
  expect(await api.getChatMemberCount(chat.id)).toBe(2 + 700_000);
  expect(await api.getChatMember(chat.id, from)).toMatchObject({ status: "member", user: { id: from } });
  expect(await api.getChatMember(chat.id, from + 4)).toMatchObject({ status: "left" });
  await expect(api.getChatMember(chat.id, from + 1_000_000)).rejects.toMatchObject({
    description: "Bad Request: user not found",
  });
  await api.restrictChatMember(chat.id, from, { can_send_messages: false });
  expect(await api.getChatMember(chat.id, from)).toMatchObject({ status: "restricted", is_member: true });
  await control("POST", `/telegram/chats/${chat.id}/leave`, { userId: from });
  expect(await api.getChatMember(chat.id, from)).toMatchObject({ status: "restricted", is_member: false });
  expect(await api.getChatMemberCount(chat.id)).toBe(2 + 700_000 - 1);
  expect(sandbox.telegram.users.size).toBe(3);
});

test("the guard bot answers a request to join by its query, within ten seconds", async () => {
  const { api, bob, chat, me, token, control, receive, pass } = await fixture("channel", { joinByRequest: true });
  await control("PATCH", `/telegram/bots/${me.id}`, { supportsJoinRequestQueries: true });
  await control("POST", "/telegram/chats", { id: chat.id, type: "channel", title: chat.title, guardBotId: me.id });
  expect(await api.getMe()).toMatchObject({ supports_join_request_queries: true });
  expect(await api.getChat(chat.id)).toMatchObject({ guard_bot: { id: me.id }, join_by_request: true });
  const ask = async () => {
    await control("POST", `/telegram/chats/${chat.id}/join`, { userId: bob.id });
    return (await receive("chat_join_request")).query_id ?? "";
  };
  const answer = (chat_join_request_query_id: string, result: "approve" | "decline" | "queue") =>
    api.raw.answerChatJoinRequestQuery({ chat_join_request_query_id, result });

  await answer(await ask(), "decline");
  expect(await api.getChatMember(chat.id, bob.id)).toMatchObject({ status: "left" });
  const late = await ask();
  pass(10_001);
  await expect(answer(late, "approve")).rejects.toMatchObject({ error_code: 400 });
  const shown = await ask();
  const show = (web_app_url: string) =>
    api.raw.sendChatJoinRequestWebApp({ chat_join_request_query_id: shown, web_app_url });
  await expect(show("http://a.io/check")).rejects.toMatchObject({ error_code: 400 });
  await show("https://a.io/check");
  await expect(show("https://a.io/check")).rejects.toMatchObject({ description: "Bad Request: RESULT_INVALID" });
  const { joinRequests } = await control<ChatView>("GET", `/telegram/chats/${chat.id}`);
  expect(joinRequests).toMatchObject([{ userId: bob.id, query: { webAppUrl: "https://a.io/check" } }]);
  pass(60_000);
  const opened = await control<{ url: string }>("POST", `/telegram/chats/${chat.id}/web-app`, { userId: bob.id });
  const launch = new URLSearchParams(new URL(opened.url).hash.slice(1));
  const initData = launch.get("tgWebAppData") ?? "";
  expect(isValid(initData, token, { expiresIn: 0 })).toBe(true);
  expect(isValid(initData, "7002:other", { expiresIn: 0 })).toBe(false);
  expect(parse(initData)).toMatchObject({ user: { id: bob.id }, chat_join_request_query_id: shown });
  await answer(shown, "approve");
  await expect(control("POST", `/telegram/chats/${chat.id}/web-app`, { userId: bob.id })).rejects.toThrow(
    "no Mini App is shown",
  );
  expect(await api.getChatMember(chat.id, bob.id)).toMatchObject({ status: "member" });
});

test("whoever asks to join may be written to for five minutes", async () => {
  const { api, bob, chat, control, pass } = await fixture("supergroup", { joinByRequest: true });
  await control("POST", `/telegram/chats/${chat.id}/join`, { userId: bob.id });
  await api.sendMessage(bob.id, "Who are you?");
  pass(301_000);
  await expect(api.sendMessage(bob.id, "Still there?")).rejects.toMatchObject({ error_code: 403 });
});

test("who is let in under a restriction stays under it", async () => {
  const { api, bob, chat, control } = await fixture("supergroup", { joinByRequest: true });
  await control("PUT", `/telegram/chats/${chat.id}/members/${bob.id}`, { status: "restricted", isMember: false });
  await control("POST", `/telegram/chats/${chat.id}/join`, { userId: bob.id });
  await api.approveChatJoinRequest(chat.id, bob.id);
  expect(await api.getChatMember(chat.id, bob.id)).toMatchObject({ status: "restricted", is_member: true });
});
