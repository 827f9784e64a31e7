import { getDb } from "#lib/infra/db.ts";
import { DEMO_BOT_TOKENS } from "./catalogue.ts";

const BOT_ID = Number.parseInt(DEMO_BOT_TOKENS.telegram, 10);
const OWNER = { id: 7_100_000_001, firstName: "Lan", lastName: "Phạm", languageCode: "en" };
const READER = { id: 7_100_000_002, firstName: "Omar", lastName: "Haddad", languageCode: "en" };
const STRANGER = { id: 7_100_000_003, firstName: "Nina", lastName: "Petrova", languageCode: "en" };
const CHANNEL = {
  id: -1_001_700_000_001,
  type: "channel" as const,
  title: "Morning Coffee",
  username: "morning_coffee",
};
const GROUP = {
  id: -1_001_700_000_002,
  type: "supergroup" as const,
  title: "Coffee lovers",
  username: "coffee_lovers",
};
const HOUR_MS = 3_600_000;
const DAYS = 7;

/** What is at the sandbox at every start of a demo: a group where only a channel's readers may write, and a stranger in it. */
export const DEMO_SCENE = {
  bots: [{ token: DEMO_BOT_TOKENS.telegram }, { token: DEMO_BOT_TOKENS.popak }],
  users: [OWNER, READER, STRANGER],
  chats: [
    {
      ...CHANNEL,
      members: [
        { userId: OWNER.id, status: "creator" },
        { userId: READER.id, status: "member" },
        { userId: BOT_ID, status: "administrator", rights: { can_manage_chat: true, can_invite_users: true } },
      ],
    },
    {
      ...GROUP,
      members: [
        { userId: OWNER.id, status: "creator" },
        { userId: READER.id, status: "member" },
        { userId: STRANGER.id, status: "member" },
        {
          userId: BOT_ID,
          status: "administrator",
          rights: {
            can_manage_chat: true,
            can_delete_messages: true,
            can_restrict_members: true,
            can_invite_users: true,
          },
        },
      ],
    },
  ],
} as const;

/** The scene's group, protected, with a week of what the gate decided there. */
export async function seedGate(options: { teamId: string; connectionId: string; now: Date }): Promise<void> {
  const { teamId, connectionId, now } = options;
  const channel = await getDb().enforcedChannel.create({
    data: { ...{ teamId, connectionId }, chatId: BigInt(CHANNEL.id), title: CHANNEL.title, username: CHANNEL.username },
  });
  const group = await getDb().protectedGroup.create({
    data: {
      ...{ teamId, connectionId, chatId: BigInt(GROUP.id), title: GROUP.title, username: GROUP.username },
      ...{ ownerUserId: BigInt(OWNER.id), ownerLanguage: OWNER.languageCode },
      channels: { create: { channelId: channel.id } },
    },
  });
  const thisHour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const hours = Array.from({ length: DAYS * 24 }, (_, back) => new Date(thisHour - back * HOUR_MS));
  await getDb().gateHour.createMany({
    data: hours.flatMap((hour) => {
      const busy = 1 + Math.cos(((hour.getUTCHours() - 12) / 12) * Math.PI);
      const counts = { passed: Math.round(14 * busy), held: Math.round(2 * busy), lifted: Math.round(busy) };
      return Object.entries(counts).flatMap(([outcome, count]) =>
        count > 0 ? [{ groupId: group.id, hour, outcome, count }] : [],
      );
    }),
  });
}
