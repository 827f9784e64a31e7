import { escapeHtml } from "../texts/gate-text.ts";

/** Channels as links, for a message in HTML. */
export function nameChannels(
  channels: { title: string; username: string | null; inviteLink: string | null }[],
  between = ", ",
): { html: string } {
  const links = channels.map(({ title, username, inviteLink }) => {
    const url = username ? `https://t.me/${username}` : inviteLink;
    const name = escapeHtml(username ? `@${username}` : title);
    return url ? `<a href="${escapeHtml(url)}">${name}</a>` : name;
  });
  return { html: links.join(between) };
}
