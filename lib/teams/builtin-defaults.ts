import type { TeamType } from "../infra/prisma/enums.ts";

export interface ConfigValues {
  /** Messages per minute and end user. */
  rateLimit: number;
  /** Messages of history that a turn may send along. */
  maxHistory: number;
  /** A model's public id. */
  defaultModel: string;
  /** Public ids; an empty list means every enabled model. */
  availableModels: string[];
  allowModelSwitch: boolean;
  requiresAuth: boolean;
  commands: string[];
  systemPrompt: string;
}

const SYSTEM_PROMPT = "You are a helpful assistant. Answer in the language of the question, briefly and truthfully.";

/** What each platform type starts with, as the design's table has it. Operators edit the rows made from it. */
export const BUILTIN_DEFAULTS = {
  PUBLIC: {
    rateLimit: 20,
    maxHistory: 10,
    defaultModel: "google/gemini-2.0-flash-001",
    availableModels: ["google/gemini-2.0-flash-001", "google/gemini-2.5-flash"],
    allowModelSwitch: true,
    requiresAuth: false,
    commands: ["start", "help", "status", "clear", "model", "models"],
    systemPrompt: SYSTEM_PROMPT,
  },
  PRIVATE: {
    rateLimit: 60,
    maxHistory: 30,
    defaultModel: "openai/gpt-5-chat",
    availableModels: [],
    allowModelSwitch: true,
    requiresAuth: true,
    commands: ["start", "help", "status", "clear", "model", "models", "settings"],
    systemPrompt: SYSTEM_PROMPT,
  },
} as const satisfies Record<
  TeamType,
  Readonly<Omit<ConfigValues, "availableModels" | "commands">> & {
    availableModels: readonly string[];
    commands: readonly string[];
  }
>;

/** Every command a bot knows; a team's list is a part of it. */
export const KNOWN_COMMANDS = ["start", "help", "status", "clear", "model", "models", "settings"] as const;
