import { v7 as uuid } from "uuid";
import { getDb } from "#lib/infra/db.ts";
import { DEMO_BOT_TOKENS } from "./catalogue.ts";

const BOT_ID = Number.parseInt(DEMO_BOT_TOKENS.telegram, 10);
const OWNER = { id: 7_100_000_001, firstName: "Lan", lastName: "Phạm", languageCode: "en" };
const READER = { id: 7_100_000_002, firstName: "Omar", lastName: "Haddad", languageCode: "en" };
const STRANGER = { id: 7_100_000_003, firstName: "Nina", lastName: "Petrova", languageCode: "en" };
const PEOPLE = {
  amelia: { id: 7_100_000_011, firstName: "Amelia", lastName: "Stone" },
  bilal: { id: 7_100_000_012, firstName: "Bilal", lastName: "Aziz" },
  marta: { id: 7_100_000_013, firstName: "Marta", lastName: "Kowalska" },
  yusuf: { id: 7_100_000_014, firstName: "Yusuf", lastName: "Demir" },
  hana: { id: 7_100_000_015, firstName: "Hana", lastName: "Sato" },
  leo: { id: 7_100_000_016, firstName: "Leo", lastName: "Moreau" },
};
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
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAYS = 7;

/** The latest of what the gate decided: minutes ago, who, why it looked, what came of it and why, and what the bot did. */
const DECISIONS = [
  [2, READER, "message", "passed", "member", "member", []],
  [9, PEOPLE.amelia, "channel_joined", "lifted", "member", "member", ["lift", "remove_warning"]],
  [11, PEOPLE.amelia, "message", "held", "not_member", "not_member", ["delete_message", "mute", "warn"]],
  [26, PEOPLE.bilal, "message", "passed", "member", "member", []],
  [41, PEOPLE.marta, "join", "held", "not_member", "not_member", ["mute", "warn"]],
  [58, OWNER, "message", "exempt", "group_admin", null, []],
  [73, PEOPLE.yusuf, "message", "passed", "unknown_let_in", "unknown", []],
  [96, PEOPLE.hana, "join_request", "approved", "member", "member", ["approve"]],
  [125, PEOPLE.leo, "button", "lifted", "member", "member", ["lift", "remove_warning"]],
  [127, PEOPLE.leo, "message", "held", "not_member", "not_member", ["delete_message", "mute", "warn"]],
] as const;

/** A group where only a channel's readers may write, and a stranger in it. */
export const GATE_SCENE = {
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
  await getDb().gateDecision.createMany({
    data: DECISIONS.map(([minutes, person, trigger, outcome, reason, state, actions], index) => {
      const at = new Date(now.getTime() - minutes * MINUTE_MS);
      const source = trigger === "channel_joined" ? "event" : "call";
      const verdict = { channelId: channel.id, chatId: CHANNEL.id, state, source, at: at.toISOString() };
      const why = state === "unknown" ? { reason: "telegram_unreachable" } : {};
      return {
        ...{ id: uuid({ msecs: at.getTime() }), teamId, groupId: group.id, createdAt: at },
        ...{ userId: BigInt(person.id), userName: `${person.firstName} ${person.lastName}` },
        username: `${person.firstName}_${person.lastName}`
          .toLowerCase()
          .normalize("NFD")
          .replaceAll(/[^a-z_]/g, ""),
        ...{ trigger, outcome, reason, actions: [...actions], latencyMs: 31 + ((index * 17) % 40) },
        verdicts: state === null ? [] : [{ ...verdict, ...why }],
      };
    }),
  });
}
