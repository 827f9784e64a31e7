import { chosenModel, code } from "./choose-model.ts";
import type { Command } from "./command.ts";
import { DESCRIPTIONS } from "./describe-commands.ts";

export const modelsCommand: Command = {
  name: "models",
  description: DESCRIPTIONS.models,
  async run(context) {
    const available = context.config.availableModels.value;
    if (available.length === 0) return { text: "No model is available at the moment." };
    const { model } = chosenModel(context);
    const lines = available.map((id) => `- ${code(id)}${id === model ? " ← answers you" : ""}`);
    return { text: `**Models**\n${lines.join("\n")}` };
  },
};
