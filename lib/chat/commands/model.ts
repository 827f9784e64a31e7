import type { Button } from "../../channels/adapter.ts";
import { sha256Hex } from "../../infra/crypto.ts";
import { chosenModel, code, describeChoice, savePreferredModel } from "./choose-model.ts";
import type { Command, CommandContext, CommandReply } from "./command.ts";
import { DESCRIPTIONS } from "./describe-commands.ts";

/** Telegram's limit for callback data, in bytes. */
const MAX_DATA_BYTES = 64;
/** More buttons than this are no choice any more; /models lists the rest. */
const MAX_BUTTONS = 24;

export const modelCommand: Command = {
  name: "model",
  description: DESCRIPTIONS.model,
  async run(context) {
    return context.args === "" ? showModels(context) : switchModel(context, context.args);
  },
};

/** The choice, with a button for each model. */
export function showModels(context: CommandContext): CommandReply {
  const { config } = context;
  const choice = chosenModel(context);
  const refusal = whyFixed(context);
  const current = `Answers come from ${describeChoice(choice)}.`;
  if (refusal) return { text: `${current}\n${refusal}` };
  const available = config.availableModels.value;
  const how = context.hasButtons
    ? "Choose another one:"
    : `Choose another one with ${code("/model <name>")}: ${available.map(code).join(", ")}`;
  const buttons = available
    .slice(0, MAX_BUTTONS)
    .map((model): Button[] => [
      { text: `${model === choice.model ? "✓ " : ""}${model}`, data: modelButtonData(model) },
    ]);
  return { text: `${current}\n${how}`, ...(context.hasButtons ? { buttons } : {}) };
}

/** Sets the person's model, or says by name why not. */
export async function switchModel(context: CommandContext, wanted: string): Promise<CommandReply> {
  const refusal = whyFixed(context);
  if (refusal) return { text: `I cannot switch to ${code(wanted.slice(0, 100))}. ${refusal}` };
  const available = context.config.availableModels.value;
  const model = available.find((id) => id.toLowerCase() === wanted.trim().toLowerCase());
  if (!model) {
    const list = available.length > 0 ? available.map(code).join(", ") : "none";
    return { text: `The model ${code(wanted.slice(0, 100))} is not available here. Available: ${list}` };
  }
  await savePreferredModel(context, model);
  return { text: `From now on ${code(model)} answers you.` };
}

/** What a model's button says when it is pressed; an id too long for it goes by its hash. */
export function modelButtonData(model: string): string {
  const data = `m:${model}`;
  return Buffer.byteLength(data) <= MAX_DATA_BYTES ? data : `h:${sha256Hex(model).slice(0, 32)}`;
}

/** The model of a pressed button, if it is still one of these. */
export function modelOfButton(data: string, available: readonly string[]): string | undefined {
  return available.find((model) => modelButtonData(model) === data);
}

function whyFixed({ config, room }: CommandContext): string | undefined {
  if (!config.allowModelSwitch.value) return "Switching models is turned off for this bot.";
  if (room.modelOverride && config.availableModels.value.includes(room.modelOverride)) {
    return "The model of this chat was set by an administrator and cannot be switched here.";
  }
  return undefined;
}
