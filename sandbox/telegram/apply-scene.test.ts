import { expect, test } from "vitest";
import { telegramFixture } from "../testing/telegram-fixture.ts";
import { applyScene, sceneSchema } from "./apply-scene.ts";

test("a scene is there from the start, and no bot is told of it", async () => {
  const { sandbox, api, me, control } = await telegramFixture();
  const scene = sceneSchema.parse({
    bots: [{ token: "7001:sandbox-helper" }],
    users: [
      { id: 42, firstName: "Nina", languageCode: "ru" },
      { id: 43, firstName: "Omar" },
    ],
    chats: [
      {
        id: -1001700000001,
        type: "channel",
        title: "News",
        username: "news_here",
        members: [
          { userId: 42, status: "creator" },
          { userId: me.id, status: "administrator", rights: { can_manage_chat: true } },
        ],
      },
    ],
    dialogues: [
      { botId: me.id, userId: 42 },
      { botId: me.id, userId: 43, blocked: true },
    ],
  });
  applyScene(sandbox.telegram, scene);
  expect(await api.getChatMember("@news_here", 42)).toMatchObject({ status: "creator", user: { language_code: "ru" } });
  expect(await api.getChatMember("@news_here", me.id)).toMatchObject({
    status: "administrator",
    can_manage_chat: true,
    can_delete_messages: false,
  });
  expect(await api.getUpdates()).toEqual([]);
  expect(await control("GET", "/telegram/users")).toMatchObject({
    users: [{ firstName: "Ann" }, { firstName: "Nina" }, { firstName: "Omar" }],
  });
  expect(await api.sendMessage(42, "Hello")).toMatchObject({ text: "Hello" });
  await expect(api.sendMessage(43, "Hello")).rejects.toThrow("bot was blocked by the user");
});
