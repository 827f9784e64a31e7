import type { InlineKeyboardButton } from "grammy/types";
import { GATE_LANGUAGES, type GateLanguage } from "../group-params.ts";
import type { LoadedGroup } from "../load-group.ts";
import { gateHtml, gateText } from "../texts/gate-text.ts";
import type { GroupChanges } from "../update-group.ts";
import type { GateAnswer } from "./say.ts";

const RULES = ["ALL", "ANY"] as const;
const POLICIES = ["OPEN", "CLOSED", "KEEP_LAST"] as const;
const SENDERS = ["ALLOW", "DELETE"] as const;
const LANGUAGES = ["auto", ...GATE_LANGUAGES] as const;
/** In seconds. */
const TTLS = [60, 300, 1_800, 3_600] as const;

/** The menu of settings: each button says what holds, and leads to the next value. */
export function showSettings(group: LoadedGroup, language: GateLanguage): GateAnswer {
  const { rule, failurePolicy, params, enabled, chatId } = group;
  const button = (text: string, setting: string, value: string | number): InlineKeyboardButton[] => [
    { text, callback_data: `g:set:${chatId}:${setting}=${value}` },
  ];
  const minutes = Math.max(1, Math.round(params.warningTtlSeconds / 60));
  const shown = { senders: params.channelSenders, language: params.language } as const;
  return {
    html: gateHtml(language, "settings", { group: group.title }),
    buttons: [
      button(gateText(language, `setRule_${rule}`), "rule", after(RULES, rule)),
      button(gateText(language, `setPolicy_${failurePolicy}`), "policy", after(POLICIES, failurePolicy)),
      button(gateText(language, "setTtl", { minutes }), "ttl", after(TTLS, params.warningTtlSeconds)),
      button(gateText(language, `setSenders_${shown.senders}`), "senders", after(SENDERS, shown.senders)),
      button(gateText(language, `setLanguage_${shown.language}`), "language", after(LANGUAGES, shown.language)),
      button(gateText(language, enabled ? "setPause" : "setResume"), "enabled", enabled ? "no" : "yes"),
      [{ text: gateText(language, "back"), callback_data: `g:setup:${chatId}` }],
    ],
  };
}

/** What a pressed button of the menu changes; null for one that means nothing. It names the value, so twice is once. */
export function readSetting(data: string): GroupChanges | null {
  const [setting, value = ""] = data.split("=");
  const oneOf = <T extends string | number>(values: readonly T[]) => values.find((one) => String(one) === value);
  switch (setting) {
    case "rule":
      return { rule: oneOf(RULES) };
    case "policy":
      return { failurePolicy: oneOf(POLICIES) };
    case "ttl":
      return { params: { warningTtlSeconds: oneOf(TTLS) } };
    case "senders":
      return { params: { channelSenders: oneOf(SENDERS) } };
    case "language":
      return { params: { language: oneOf(LANGUAGES) } };
    case "enabled":
      return { enabled: value === "yes" };
    default:
      return null;
  }
}

function after<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}
