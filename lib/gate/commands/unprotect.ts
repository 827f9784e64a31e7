import type { LoadedGroup } from "../load-group.ts";
import { gateHtml } from "../texts/gate-text.ts";
import { unprotectGroup } from "../unprotect-group.ts";
import type { GateAdmin } from "./find-admin.ts";
import { nameChannels } from "./name-channels.ts";
import { readReferences } from "./protect.ts";
import type { GateAnswer } from "./say.ts";

/** Carries out `/unprotect [@channel]`. */
export async function unprotect(options: {
  group: LoadedGroup;
  args: string;
  admin: GateAdmin;
  now: Date;
}): Promise<GateAnswer> {
  const { group, args, admin, now } = options;
  const { language, name, userId } = admin;
  const names = readReferences(args).map(({ chat }) =>
    String(chat).replace(/^(https?:\/\/)?((t|telegram)\.me\/|@)/, ""),
  );
  const wanted = group.channels.filter(
    ({ username, chatId }) =>
      names.includes(String(chatId)) || names.some((one) => one.toLowerCase() === username?.toLowerCase()),
  );
  if (names.length > 0 && wanted.length === 0) {
    const channels = nameChannels(group.channels);
    return { html: gateHtml(language, "noSuchChannel", { channel: names.join(", "), channels }) };
  }
  const { removed, left } = await unprotectGroup({
    groupId: group.id,
    ...(names.length > 0 ? { channelIds: wanted.map(({ id }) => id) } : {}),
    actor: { type: "system", id: null, label: `Telegram: ${name}${userId === null ? "" : ` (${userId})`}` },
    now,
  });
  if (!left) return { html: gateHtml(language, "unprotected", { group: group.title }) };
  return { html: gateHtml(language, "removed", { group: group.title, channels: nameChannels(removed) }) };
}
