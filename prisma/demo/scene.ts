import { READERS_SCENE } from "./broadcasts.ts";
import { DEMO_BOT_TOKENS } from "./catalogue.ts";
import { GATE_SCENE } from "./gate-scene.ts";

/** What is at the sandbox at every start of a demo. */
export const DEMO_SCENE = {
  bots: [{ token: DEMO_BOT_TOKENS.telegram }, { token: DEMO_BOT_TOKENS.popak }],
  users: [...GATE_SCENE.users, ...READERS_SCENE.users],
  chats: GATE_SCENE.chats,
  dialogues: READERS_SCENE.dialogues,
} as const;
