import type { Message, User } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import { findEndUser } from "../../rooms/find-end-user.ts";
import { findRoom } from "../../rooms/find-room.ts";
import type { LoadedGroup } from "../load-group.ts";
import { gateHtml, toGateLanguage } from "../texts/gate-text.ts";
import { answerOnce } from "./answer-once.ts";
import { findAdmin, type GateAdmin } from "./find-admin.ts";
import { listOwnGroups } from "./list-own-groups.ts";
import { protect, readReferences } from "./protect.ts";
import type { GateAnswer } from "./say.ts";
import { showSettings } from "./show-settings.ts";
import { showSetup } from "./show-setup.ts";
import { showStatus } from "./show-status.ts";
import { startInPrivate } from "./start-in-private.ts";
import { unprotect } from "./unprotect.ts";

interface Options {
  connection: LoadedConnection;
  message: Message;
  group: LoadedGroup | null;
  updateId: number;
  now: Date;
}

/** What carries a command out, as often as it is called, and tells what to answer. */
type Work = () => Promise<GateAnswer>;

/**
 * Carries out a command of the gate: in a group for its admins alone, in private for everybody.
 * @param options.group the protected group where it was said, null where nothing is protected yet, and in private
 * @returns whether the message was a command of the gate: nobody else shall answer it then
 */
export async function handleGateCommand(options: Options): Promise<boolean> {
  const { connection, message } = options;
  const command = readCommand(message, connection.username);
  if (!command) return false;
  const work =
    message.chat.type === "private" ? inPrivate(options, command) : await inGroup({ ...options, ...command });
  if (!work) return false;
  await answerOnce({ connection, updateId: options.updateId, to: message, work });
  return true;
}

/** A command at the beginning of a message, unless it names another bot. */
function readCommand(message: Message, username: string | null): { name: string; args: string } | null {
  const entity = message.entities?.find(({ type, offset }) => type === "bot_command" && offset === 0);
  const text = message.text ?? "";
  if (!entity) return null;
  const [name = "", bot] = text.slice(1, entity.length).toLowerCase().split("@");
  if (bot !== undefined && bot !== username?.toLowerCase()) return null;
  return { name, args: text.slice(entity.length).trim() };
}

const IN_GROUPS = new Set(["setup", "protect", "unprotect", "status", "settings", "help", "start"]);

async function inGroup(options: Options & { name: string; args: string }): Promise<Work | null> {
  const { connection, message, group, name, now } = options;
  if (!IN_GROUPS.has(name) || message.chat.type === "channel") return null;
  const admin = await findAdmin({ connection, message, fallback: group?.ownerLanguage, now });
  return admin && (() => answerAdmin({ ...options, admin }));
}

async function answerAdmin(options: Options & { name: string; args: string; admin: GateAdmin }): Promise<GateAnswer> {
  const { connection, message, group, name, args, admin, now } = options;
  const { language } = admin;
  const place = { connection, chatId: message.chat.id, title: message.chat.title ?? "" };
  switch (name) {
    case "help":
      return { html: gateHtml(language, "helpGroup") };
    case "start":
    case "setup":
      return showSetup({ ...place, group, language, now });
    case "protect":
      return (await protect({ ...place, references: readReferences(args), admin })).answer;
  }
  if (!group) return { html: gateHtml(language, "notProtected") };
  if (name === "unprotect") return unprotect({ group, args, admin, now });
  return name === "status" ? showStatus({ group, language, now }) : showSettings(group, language);
}

function inPrivate(options: Options, command: { name: string; args: string }): Work | null {
  const { connection, message } = options;
  const { from } = message;
  if (!from) return null;
  const language = toGateLanguage(from.language_code);
  if (command.name === "groups") {
    return () => listOwnGroups({ connectionId: connection.id, userId: from.id, language });
  }
  const deepLink = command.name === "start" ? /^gate(-\d{1,16})$/.exec(command.args)?.[1] : undefined;
  // What both have is the assistant's in private.
  if (!deepLink && (connection.assistant || (command.name !== "start" && command.name !== "help"))) return null;
  return async () => {
    if (!connection.assistant) await makeRoom(connection, message, from);
    if (deepLink) return startInPrivate({ ...options, groupChatId: Number(deepLink), userId: from.id, language });
    return { html: gateHtml(language, "helpPrivate") };
  };
}

/** So that a broadcast reaches them: nobody else makes a room of this chat. */
async function makeRoom(connection: LoadedConnection, { chat }: Message, from: User): Promise<void> {
  const { teamId, id: connectionId } = connection;
  const name = [from.first_name, from.last_name].filter(Boolean).join(" ");
  const room = { partnerRoomId: String(chat.id), type: "private", name } as const;
  await findRoom({ teamId, connectionId, partnerName: "telegram", room });
  await findEndUser({ teamId, connectionId, externalId: String(from.id), name });
}
