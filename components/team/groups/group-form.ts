import type { GroupDetailJson, UpdateGroupBody } from "#lib/http/resources/groups.ts";

/** Those that members are spoken to in, as lib/gate/group-params.ts has them. */
export const GATE_LANGUAGES = ["en", "fa", "vi", "ru"] as const satisfies readonly GateLanguage[];
export type GateLanguage = keyof Required<GroupDetailJson["params"]["warning"]>;

/** Telegram's limits, as lib/gate/group-params.ts has them: of a warning, of a button, of the list of people. */
export const MAX_WARNING = 1_000;
export const MAX_BUTTON = 64;
export const MAX_ALLOWED = 500;

/** For how long a warning may stay, in seconds. */
export const WARNING_TIMES = [30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400] as const;

/** As the form's controls hold them. A text that is empty is the built-in one. */
export interface GroupValues {
  rule: GroupDetailJson["rule"];
  failurePolicy: GroupDetailJson["failurePolicy"];
  warning: Record<GateLanguage, string>;
  buttonText: Record<GateLanguage, string>;
  language: "auto" | GateLanguage;
  warningTtlSeconds: number;
  allowChannelSenders: boolean;
  allowedUserIds: number[];
}

export function valuesOf({ rule, failurePolicy, params }: GroupDetailJson): GroupValues {
  return {
    ...{ rule, failurePolicy },
    warning: perLanguage((language) => params.warning[language] ?? ""),
    buttonText: perLanguage((language) => params.buttonText[language] ?? ""),
    ...{ language: params.language, warningTtlSeconds: params.warningTtlSeconds },
    allowChannelSenders: params.channelSenders === "ALLOW",
    allowedUserIds: params.allowedUserIds,
  };
}

/** The whole form as a change, so that its reverse is made the same way. */
export function bodyOf(values: GroupValues, version: string): UpdateGroupBody {
  return {
    ...{ rule: values.rule, failurePolicy: values.failurePolicy, version },
    params: {
      warning: written(values.warning),
      buttonText: written(values.buttonText),
      ...{ language: values.language, warningTtlSeconds: values.warningTtlSeconds },
      channelSenders: values.allowChannelSenders ? "ALLOW" : "DELETE",
      allowedUserIds: values.allowedUserIds,
    },
  };
}

/**
 * Reads what was typed or pasted as people's ids: separated by anything, each once, those that are in the list already
 * left out.
 * @returns null if something in it is no id: more than 15 digits, or none at all
 */
export function parseUserIds(typed: string, known: readonly number[]): number[] | null {
  const pieces = typed.split(/[\s,;،]+/).filter(Boolean);
  if (pieces.length === 0 || pieces.some((piece) => !/^[1-9]\d{0,14}$/.test(piece))) return null;
  return [...new Set(pieces.map(Number))].filter((userId) => !known.includes(userId));
}

function perLanguage(textOf: (language: GateLanguage) => string): Record<GateLanguage, string> {
  return { en: textOf("en"), fa: textOf("fa"), vi: textOf("vi"), ru: textOf("ru") };
}

function written(texts: Record<GateLanguage, string>): Partial<Record<GateLanguage, string>> {
  return Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => (text.trim() ? [[key, text.trim()]] : [])));
}
