import type { LoadedConnection } from "../../channels/load-connection.ts";
import { checkRights } from "../check-rights.ts";
import type { GateLanguage } from "../group-params.ts";
import type { LoadedGroup } from "../load-group.ts";
import { recheckGroup } from "../recheck-group.ts";
import { gateHtml, gateText } from "../texts/gate-text.ts";
import { nameChannels } from "./name-channels.ts";
import type { GateAnswer } from "./say.ts";
import { listMissing } from "./show-trouble.ts";

/** Carries out `/setup`: what the bot may do, what the group asks for, and buttons for the next step. */
export async function showSetup(options: {
  connection: LoadedConnection;
  chatId: number;
  title: string;
  group: LoadedGroup | null;
  language: GateLanguage;
  now: Date;
}): Promise<GateAnswer> {
  const { connection, chatId, title, group, language, now } = options;
  const missing = group
    ? ((await recheckGroup({ group, connection, now })) ?? [])
    : (await checkRights({ connection, group: { chatId, title }, channels: [] })).missing;
  const channels = group?.channels ?? [];
  return {
    html: gateHtml(language, "setup", {
      group: title,
      rights: missing.length > 0 ? listMissing(language, missing) : gateHtml(language, "rightsFine"),
      channels:
        channels.length > 0 ? { html: `• ${nameChannels(channels, "\n• ").html}` } : gateHtml(language, "noChannels"),
    }),
    buttons: [
      [{ text: gateText(language, "setupAdd"), callback_data: `g:add:${chatId}` }],
      ...channels.map((channel) => [
        {
          text: gateText(language, "setupRemove", { channel: channel.title }).slice(0, 60),
          callback_data: `g:del:${chatId}:${channel.chatId}`,
        },
      ]),
      [
        { text: gateText(language, "setupCheck"), callback_data: `g:setup:${chatId}` },
        ...(group ? [{ text: gateText(language, "setupSettings"), callback_data: `g:settings:${chatId}` }] : []),
      ],
    ],
  };
}
