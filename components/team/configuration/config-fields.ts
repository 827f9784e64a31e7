import type { z } from "zod";
import type { commands, TeamJson } from "#lib/http/resources/teams.ts";

export type OverrideName = keyof TeamJson["overrides"];
type KnownCommand = z.output<typeof commands>[number];

interface Base {
  label: string;
  hint: string;
}
export type ConfigField = Base & { name: OverrideName } & (
    | { kind: "number"; unit: string; min: number; max: number }
    | { kind: "boolean" }
    | { kind: "model" }
    | { kind: "models" }
    | { kind: "commands" }
    | { kind: "text"; maxLength: number }
  );

export interface ConfigGroup {
  title: string;
  description: string;
  fields: readonly ConfigField[];
}

/** The whole form: what can be overridden, in the order and the words it is shown in. Bounds are those of the admin API. */
export const CONFIG_GROUPS: readonly ConfigGroup[] = [
  {
    title: "Models",
    description: "Which models answer, and whether end users may choose.",
    fields: [
      {
        name: "defaultModel",
        kind: "model",
        label: "Default model",
        hint: "Answers unless a connection, a room or an end user has chosen another one.",
      },
      {
        name: "availableModels",
        kind: "models",
        label: "Available models",
        hint: "What /models lists and what the API accepts. The default model has to be among them.",
      },
      {
        name: "allowModelSwitch",
        kind: "boolean",
        label: "Let end users switch models",
        hint: "With /model in a chat. Without it every end user gets the default model.",
      },
    ],
  },
  {
    title: "Conversation",
    description: "What a bot knows and how much it remembers.",
    fields: [
      {
        name: "systemPrompt",
        kind: "text",
        label: "System prompt",
        hint: "Goes before every conversation. End users don’t see it.",
        maxLength: 20_000,
      },
      {
        name: "maxHistory",
        kind: "number",
        label: "History",
        unit: "messages",
        min: 0,
        max: 1_000,
        hint: "The most messages of a conversation that go along with a new one. More remember more, and cost more.",
      },
      {
        name: "commands",
        kind: "commands",
        label: "Commands",
        hint: "What the bot’s menu offers. Others are answered as unknown.",
      },
    ],
  },
  {
    title: "Access",
    description: "Who may talk to a bot, and how fast.",
    fields: [
      {
        name: "requiresAuth",
        kind: "boolean",
        label: "Require an access code",
        hint: "End users of a bot open its start link once before it answers. API callers are let in by their key.",
      },
      {
        name: "rateLimit",
        kind: "number",
        label: "Rate limit",
        unit: "per minute",
        min: 1,
        max: 100_000,
        hint: "Messages each end user may send per minute.",
      },
    ],
  },
];

export const CONFIG_FIELDS = CONFIG_GROUPS.flatMap(({ fields }) => fields);

export const COMMAND_HINTS: Record<KnownCommand, string> = {
  start: "Greets a new end user",
  help: "Lists the commands",
  status: "Names the model and what is left of each limit",
  clear: "Starts a new conversation",
  model: "Shows or switches the model",
  models: "Lists the available models",
  settings: "Shows the end user’s settings",
};
