import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import type { GateLanguage } from "./group-params.ts";
import type { GroupChannel, LoadedGroup } from "./load-group.ts";
import { customHtml, escapeHtml, gateHtml, gateText, toGateLanguage } from "./texts/gate-text.ts";
import type { WarnedPerson } from "./warning-row.ts";

type SpokenGroup = Pick<LoadedGroup, "id" | "title" | "ownerLanguage" | "params" | "channels">;

/** Names in one warning; a raid's other members are counted. */
const MOST_NAMES = 5;
const MOST_NAME_LENGTH = 40;
/** Where pressing leads: see lib/gate/answer-press.ts. */
export const VERIFY_PREFIX = "gv:";

/**
 * The language to speak to people in: the group's, or with `auto` theirs where it is one, else the owner's.
 */
export function languageFor(group: SpokenGroup, people: Pick<WarnedPerson, "language">[]): GateLanguage {
  if (group.params.language !== "auto") return group.params.language;
  const owners = toGateLanguage(group.ownerLanguage);
  const theirs = new Set(people.map(({ language }) => toGateLanguage(language, owners)));
  const [only] = theirs;
  return theirs.size === 1 && only ? only : owners;
}

/** The warning as Telegram gets it, with a button per channel and the one that checks. */
export function composeWarning(options: { group: SpokenGroup; people: WarnedPerson[] }): {
  html: string;
  keyboard: InlineKeyboardMarkup;
} {
  const { group, people } = options;
  const language = languageFor(group, people);
  const values = { name: { html: namesHtml(people, language) }, channels: { html: channelsHtml(group.channels) } };
  const own = group.params.warning[language];
  const html = own ? customHtml(language, own, values) : gateHtml(language, "warning", values);
  return { html, keyboard: verifyKeyboard(group, language) };
}

/** The channels as rows of buttons that lead there, and last the one that checks. */
export function verifyKeyboard(group: SpokenGroup, language: GateLanguage): InlineKeyboardMarkup {
  const rows: InlineKeyboardButton[][] = [];
  for (const channel of group.channels) {
    const url = channelLink(channel);
    if (url) rows.push([{ text: channel.title.slice(0, 64), url }]);
  }
  const text = group.params.buttonText[language] ?? gateText(language, "verifyButton");
  rows.push([{ text, callback_data: `${VERIFY_PREFIX}${group.id}` }]);
  return { inline_keyboard: rows };
}

export function channelsHtml(channels: GroupChannel[]): string {
  const one = (channel: GroupChannel) => {
    const url = channelLink(channel);
    const title = escapeHtml(channel.title);
    return url ? `<a href="${escapeHtml(url)}">${title}</a>` : `<b>${title}</b>`;
  };
  return channels.map(one).join(", ");
}

/** Where a channel is opened; null for a private one whose link is not known. */
export function channelLink({ username, inviteLink }: GroupChannel): string | null {
  return username ? `https://t.me/${username}` : inviteLink;
}

function namesHtml(people: WarnedPerson[], language: GateLanguage): string {
  const shown = people.slice(0, MOST_NAMES).map(mentionHtml).join(", ");
  const count = people.length - Math.min(people.length, MOST_NAMES);
  return count === 0 ? shown : gateHtml(language, "andOthers", { names: { html: shown }, count });
}

/** Somebody's name, as a link that notifies them. */
export function mentionHtml({ id, name }: Pick<WarnedPerson, "id" | "name">): string {
  const text = escapeHtml([...name].slice(0, MOST_NAME_LENGTH).join("").trim() || String(id));
  return `<a href="tg://user?id=${id}">${text}</a>`;
}
