import { endSession } from "../../rooms/session.ts";
import type { Command } from "./command.ts";
import { DESCRIPTIONS } from "./describe-commands.ts";

export const clearCommand: Command = {
  name: "clear",
  description: DESCRIPTIONS.clear,
  async run({ room, now }) {
    await endSession(room.id, now);
    return { text: "Done: I have forgotten our conversation. Your next message begins a new one." };
  },
};
