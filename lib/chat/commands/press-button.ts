import type { CommandContext, CommandReply } from "./command.ts";
import { modelOfButton, showModels, switchModel } from "./model.ts";
import { pressSetting } from "./settings.ts";
import { enabledCommands } from "./table.ts";

/**
 * What the press of one of our buttons does. Who may not use the command may not press its buttons either: they may have
 * been shown before it was taken away.
 * @returns the new content of the message that carries the button
 */
export async function pressButton(data: string, context: CommandContext): Promise<CommandReply | null> {
  const isEnabled = (name: string) => enabledCommands(context.config.commands.value).some((one) => one.name === name);
  if (data.startsWith("s:")) return isEnabled("settings") ? pressSetting(context, data) : null;
  if (!data.startsWith("m:") && !data.startsWith("h:")) return null;
  if (!isEnabled("model")) return null;
  const model = modelOfButton(data, context.config.availableModels.value);
  if (!model) return switchModel(context, data.startsWith("m:") ? data.slice(2) : "of this button");
  const reply = await switchModel(context, model);
  return context.endUser.preferredModel === model ? { ...showModels(context), text: reply.text } : reply;
}
