import type { createTeam } from "#lib/teams/create-team.ts";
import type { createLimit } from "#lib/usage/limits.ts";
import { DEMO_BOT_TOKENS } from "./catalogue.ts";

export interface DemoTeam {
  team: Omit<Parameters<typeof createTeam>[0], "actor">;
  limits: (Omit<Parameters<typeof createLimit>[0], "teamId"> & {
    /** Raises the amount until what the history used is at most this share of it: a demo that refuses shows nothing. */
    usedShare?: number;
  })[];
  /** With `gate` it guards the group of gate-scene.ts; with `broadcasts` it has told its users something. */
  bot?: { name: string; token: string; gate?: boolean; broadcasts?: boolean };
  turnsPerDay: number;
  /** The part of its turns that comes through the API, 0 to 1. */
  apiShare: number;
  /** Public model ids and how often each is used, relative to each other. */
  models: Record<string, number>;
  /** Its key is the one that the start command prints. */
  showsKey?: boolean;
}

const USD = 1_000_000_000n;

export const DEMO_TEAMS: DemoTeam[] = [
  {
    team: { displayName: "Telegram", platformName: "telegram", type: "PUBLIC", timeZone: "Asia/Ho_Chi_Minh" },
    limits: [
      { scope: "TEAM", unit: "COST", window: "MONTH", amount: USD, softPercent: 80, usedShare: 0.86 },
      { scope: "END_USER", unit: "REQUESTS", window: "DAY", amount: 200n, softPercent: 90 },
    ],
    bot: { name: "Switchboard bot", token: DEMO_BOT_TOKENS.telegram, gate: true },
    turnsPerDay: 180,
    apiShare: 0.15,
    models: { "google/gemini-2.0-flash-001": 7, "google/gemini-2.5-flash": 3 },
  },
  {
    team: {
      displayName: "Hosco Popak",
      platformName: "hosco-popak",
      type: "PRIVATE",
      timeZone: "Asia/Tehran",
      overrides: {
        requiresAuth: false,
        systemPrompt:
          "You are the assistant of Popak, a marketplace for fresh food. Be warm and brief, and name prices in toman.",
      },
    },
    limits: [
      { scope: "TEAM", unit: "TOKENS", window: "MONTH", amount: 2_000_000n, softPercent: 80, usedShare: 0.64 },
      { scope: "KEY", unit: "REQUESTS", window: "DAY", amount: 2_000n },
    ],
    bot: { name: "Popak bot", token: DEMO_BOT_TOKENS.popak, broadcasts: true },
    turnsPerDay: 120,
    apiShare: 0.6,
    models: { "openai/gpt-5-chat": 5, "openai/gpt-5-mini": 3, "anthropic/claude-sonnet-4.5": 1 },
    showsKey: true,
  },
  {
    team: {
      displayName: "Hosco Avand",
      platformName: "hosco-avand",
      type: "PRIVATE",
      timeZone: "Asia/Tehran",
      overrides: { defaultModel: "openai/gpt-5-mini", maxHistory: 20 },
    },
    limits: [{ scope: "TEAM", unit: "COST", window: "DAY", amount: 2n * USD, softPercent: 75 }],
    turnsPerDay: 60,
    apiShare: 1,
    models: { "openai/gpt-5-mini": 6, "openai/gpt-5-chat": 2 },
  },
];
