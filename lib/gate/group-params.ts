import { z } from "zod";

/** The languages that members are spoken to in; anybody else's is the group's default. */
export const GATE_LANGUAGES = ["en", "fa", "vi", "ru"] as const;
export type GateLanguage = (typeof GATE_LANGUAGES)[number];

/** Telegram's limits: 4096 UTF-16 units in a message, of which names and channels need some; buttons are cut off beyond about 64. */
const MAX_WARNING = 1_000;
const MAX_BUTTON = 64;

const texts = (max: number) => z.partialRecord(z.enum(GATE_LANGUAGES), z.string().trim().min(1).max(max));

/** What an admin may set of one group; what is left out is as the defaults say. */
export const groupParamsSchema = z.object({
  /** The warning, per language; `{name}` and `{channels}` are filled in. A language left out has the built-in text. */
  warning: texts(MAX_WARNING).default({}),
  /** The verify button's text, per language. */
  buttonText: texts(MAX_BUTTON).default({}),
  /** The language of what everybody in the group sees; `auto` is the member's own. */
  language: z.enum(["auto", ...GATE_LANGUAGES]).default("auto"),
  /** After this many seconds a warning goes away by itself. Telegram lets bots delete messages for 48 hours. */
  warningTtlSeconds: z.number().int().min(10).max(86_400).default(300),
  /** Whether messages sent in the name of a channel pass. */
  channelSenders: z.enum(["ALLOW", "DELETE"]).default("DELETE"),
  /** Telegram users who always pass. */
  allowedUserIds: z.array(z.number().int().positive()).max(500).default([]),
});

export type GroupParams = z.output<typeof groupParamsSchema>;
