import type { Command } from "./command.ts";
import { DESCRIPTIONS, describeNames } from "./describe-commands.ts";

export const startCommand: Command = {
  name: "start",
  description: DESCRIPTIONS.start,
  async run({ config }) {
    const commands = describeNames(config.commands.value);
    const text = `Hello! This is **${config.displayName}**. Write me a message and I will answer.`;
    return { text: commands ? `${text}\n\n${commands}` : text };
  },
};
