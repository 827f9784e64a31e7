import type { LoadedConnection } from "../../channels/load-connection.ts";
import type { ChannelReference } from "../find-channel.ts";
import { protectGroup } from "../protect-group.ts";
import { gateHtml } from "../texts/gate-text.ts";
import type { GateAdmin } from "./find-admin.ts";
import { nameChannels } from "./name-channels.ts";
import type { GateAnswer } from "./say.ts";
import { listMissing } from "./show-trouble.ts";

const LINK = /^https:\/\/(t|telegram)\.me\/(\+|joinchat\/)[\w-]+$/;

/** The channels that a command names; an invite link belongs to the channel before it. */
export function readReferences(text: string): ChannelReference[] {
  const references: ChannelReference[] = [];
  for (const word of text.split(/[\s,]+/).filter(Boolean)) {
    const last = references.at(-1);
    if (!LINK.test(word)) references.push({ chat: word });
    else if (last) last.inviteLink = word;
  }
  return references;
}

/**
 * Carries out `/protect`, or the answer to the question which channel.
 * @returns what to answer, and whether the group asks for the channels now
 */
export async function protect(options: {
  connection: LoadedConnection;
  chatId: number;
  title: string;
  references: ChannelReference[];
  admin: GateAdmin;
}): Promise<{ answer: GateAnswer; isProtected: boolean }> {
  const { connection, chatId, title, references, admin } = options;
  const { language, userId, name } = admin;
  const refuse = (html: string) => ({ answer: { html }, isProtected: false });
  if (references.length === 0) return refuse(gateHtml(language, "protectHow"));
  const result = await protectGroup({
    ...{ connection, chatId, title, channels: references, requester: { kind: "telegram", userId } },
    ...(userId === null ? {} : { owner: { userId, language } }),
    actor: { type: "system", id: null, label: `Telegram: ${name}${userId === null ? "" : ` (${userId})`}` },
  });
  if (!result.ok) {
    if ("missing" in result) {
      return refuse(gateHtml(language, "missing", { group: title, list: listMissing(language, result.missing) }));
    }
    const channel = String(references[result.index]?.chat ?? "");
    return refuse(gateHtml(language, `problem_${result.problem}`, { channel }));
  }
  const { group } = result;
  const key = result.added.length === 0 ? "already" : "protected";
  const html = gateHtml(language, key, { group: group.title, channels: nameChannels(group.channels) });
  return { answer: { html }, isProtected: true };
}
