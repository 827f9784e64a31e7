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

interface Setting<T> {
  values: readonly T[];
  current: (group: LoadedGroup) => T;
  label: (value: T, language: GateLanguage) => string;
  question: "askRule" | "askPolicy" | "askTtl" | "askSenders" | "askLanguage";
  change: (value: T) => GroupChanges;
}

const define = <T>(setting: Setting<T>) => setting;

/** What is chosen from a list, by the name that the buttons have for it. */
const SETTINGS = {
  rule: define({
    values: RULES,
    current: ({ rule }) => rule,
    label: (rule, language) => gateText(language, `setRule_${rule}`),
    question: "askRule",
    change: (rule) => ({ rule }),
  }),
  policy: define({
    values: POLICIES,
    current: ({ failurePolicy }) => failurePolicy,
    label: (policy, language) => gateText(language, `setPolicy_${policy}`),
    question: "askPolicy",
    change: (failurePolicy) => ({ failurePolicy }),
  }),
  ttl: define<number>({
    values: TTLS,
    current: ({ params }) => params.warningTtlSeconds,
    label: (ttl, language) => gateText(language, "setTtl", { minutes: Math.max(1, Math.round(ttl / 60)) }),
    question: "askTtl",
    change: (warningTtlSeconds) => ({ params: { warningTtlSeconds } }),
  }),
  senders: define({
    values: SENDERS,
    current: ({ params }) => params.channelSenders,
    label: (senders, language) => gateText(language, `setSenders_${senders}`),
    question: "askSenders",
    change: (channelSenders) => ({ params: { channelSenders } }),
  }),
  language: define({
    values: LANGUAGES,
    current: ({ params }) => params.language,
    label: (spoken, language) => gateText(language, `setLanguage_${spoken}`),
    question: "askLanguage",
    change: (language) => ({ params: { language } }),
  }),
};

type SettingName = keyof typeof SETTINGS;
const NAMES = Object.keys(SETTINGS) as SettingName[];

/** The menu of settings: each button says what holds, and leads to what else there is. */
export function showSettings(group: LoadedGroup, language: GateLanguage): GateAnswer {
  const { enabled, chatId } = group;
  const pause = { text: gateText(language, enabled ? "setPause" : "setResume"), value: enabled ? "no" : "yes" };
  return {
    html: gateHtml(language, "settings", { group: group.title }),
    buttons: [
      ...NAMES.map((name) => {
        const setting = SETTINGS[name] as Setting<unknown>;
        return [{ text: setting.label(setting.current(group), language), callback_data: `g:pick:${chatId}:${name}` }];
      }),
      [{ text: pause.text, callback_data: `g:set:${chatId}:enabled=${pause.value}` }],
      [{ text: gateText(language, "back"), callback_data: `g:setup:${chatId}` }],
    ],
  };
}

/** What one setting may be, with a tick at what it is, and the way back; null for a setting that there is not. */
export function showChoices(group: LoadedGroup, name: string, language: GateLanguage): GateAnswer | null {
  const known = NAMES.find((one) => one === name);
  if (!known) return null;
  const { values, current, label, question } = SETTINGS[known] as Setting<unknown>;
  const title = gateHtml(language, "settings", { group: group.title });
  return {
    html: `${title}\n\n${gateHtml(language, question)}`,
    buttons: [
      ...values.map((value) => [
        {
          text: `${value === current(group) ? "✓ " : ""}${label(value, language)}`,
          callback_data: `g:set:${group.chatId}:${known}=${value}`,
        },
      ]),
      [{ text: gateText(language, "back"), callback_data: `g:settings:${group.chatId}` }],
    ],
  };
}

/** What a pressed button of the menu changes; null for one that means nothing. It names the value, so twice is once. */
export function readSetting(data: string): GroupChanges | null {
  const [name, value = ""] = data.split("=");
  if (name === "enabled") return { enabled: value === "yes" };
  const known = NAMES.find((one) => one === name);
  if (!known) return null;
  const { values, change } = SETTINGS[known] as Setting<unknown>;
  const chosen = values.find((one) => String(one) === value);
  return chosen === undefined ? null : change(chosen);
}
