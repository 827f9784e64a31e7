import type { Command } from "./command.ts";
import { DESCRIPTIONS, describeNames } from "./describe-commands.ts";

export const helpCommand: Command = {
  name: "help",
  description: DESCRIPTIONS.help,
  async run({ config, room }) {
    const how =
      room.type === "private" || room.type === "api"
        ? "Write me a message and I will answer. I remember our conversation until you clear it, or for an hour."
        : "In groups I answer when you mention me, reply to me, or use a command.";
    return { text: `${how}\n\n${describeNames(config.commands.value)}` };
  },
};
