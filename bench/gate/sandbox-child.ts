/**
 * The sandbox with a world of the benchmark's size: GROUPS groups, one channel, and a crowd of a million. Everybody of the
 * crowd is in every group; of each ten, eight are in the channel. getChatMember takes MEMBER_MS.
 */

import { startSandbox } from "#sandbox/start-sandbox.ts";
import { applyScene, sceneSchema } from "#sandbox/telegram/apply-scene.ts";
import { readWorld } from "./world.ts";

const { port, token, groups, memberMs, crowd, ownerId, channelId, groupId, limited } = readWorld();
const botId = Number.parseInt(token, 10);
const rights = { can_manage_chat: true, can_delete_messages: true, can_restrict_members: true, can_invite_users: true };
const members = [
  { userId: ownerId, status: "creator" },
  { userId: botId, status: "administrator", rights },
] as const;

const sandbox = await startSandbox({
  port,
  telegram: {
    settings: { methodLatencyMs: { getChatMember: memberMs }, ...(limited && { limits: { enabled: true } }) },
  },
});
const world = sandbox.telegram;
world.crowd = { from: crowd.from, count: crowd.count };
applyScene(
  world,
  sceneSchema.parse({
    bots: [{ token }],
    users: [{ id: ownerId, firstName: "Owner" }],
    chats: [
      { id: channelId, type: "channel", title: "Channel", username: "bench_channel", members },
      ...Array.from({ length: groups }, (_, n) => ({
        ...{ id: groupId(n), type: "supergroup", title: `Group ${n}`, members },
      })),
    ],
  }),
);
for (const chat of world.chats.values()) {
  chat.crowd = chat.type === "channel" ? { modulus: 10, below: 8 } : { modulus: 1, below: 1 };
}
for (const event of ["SIGTERM", "disconnect"] as const) process.once(event, () => process.exit(0));
