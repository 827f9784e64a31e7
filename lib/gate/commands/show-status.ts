import { groupCounts } from "../group-counts.ts";
import type { GateLanguage } from "../group-params.ts";
import type { LoadedGroup } from "../load-group.ts";
import { gateHtml } from "../texts/gate-text.ts";
import { nameChannels } from "./name-channels.ts";
import type { GateAnswer } from "./say.ts";

const DAY_MS = 86_400_000;

/** Carries out `/status`. */
export async function showStatus(options: {
  group: LoadedGroup;
  language: GateLanguage;
  now: Date;
}): Promise<GateAnswer> {
  const { group, language, now } = options;
  const since = new Date(now.getTime() - DAY_MS);
  const counts = (await groupCounts({ groupIds: [group.id], since })).get(group.id) ?? {};
  const html = gateHtml(language, "status", {
    group: group.title,
    rule: gateHtml(language, group.rule === "ALL" ? "ruleAll" : "ruleAny"),
    channels: { html: `• ${nameChannels(group.channels, "\n• ").html}` },
    health: { html: describeHealth(group, language) },
    passed: counts.passed ?? 0,
    held: counts.held ?? 0,
    lifted: counts.lifted ?? 0,
  });
  return { html };
}

/** In one line: works, is paused, or what is wrong. */
export function describeHealth(group: LoadedGroup, language: GateLanguage): string {
  if (!group.enabled) return gateHtml(language, "paused");
  if (!group.trouble) return gateHtml(language, "healthy");
  const channel = group.channels.find(({ chatId }) => chatId === group.troubleChatId)?.title ?? "";
  return `❌ ${gateHtml(language, `trouble_${group.trouble}`, { channel, group: group.title })}`;
}
