import type { Button } from "../../channels/adapter.ts";
import { getPool } from "../../infra/db.ts";
import { chosenModel, describeChoice, savePreferredModel } from "./choose-model.ts";
import type { Command, CommandContext, CommandReply } from "./command.ts";
import { DESCRIPTIONS } from "./describe-commands.ts";

export const settingsCommand: Command = {
  name: "settings",
  description: DESCRIPTIONS.settings,
  async run(context) {
    const words = context.args.toLowerCase();
    if (words === "streaming on" || words === "streaming off") await saveStreaming(context, words.endsWith("on"));
    else if (words === "model default") await savePreferredModel(context, null);
    return showSettings(context);
  },
};

/** Carries out a pressed button; an unknown one changes nothing. */
export async function pressSetting(context: CommandContext, data: string): Promise<CommandReply> {
  if (data === "s:stream:on" || data === "s:stream:off") await saveStreaming(context, data.endsWith(":on"));
  else if (data === "s:model:default") await savePreferredModel(context, null);
  return showSettings(context);
}

function showSettings(context: CommandContext): CommandReply {
  const streams = context.endUser.settings.streaming !== false;
  const lines = [
    `**Model:** ${describeChoice(chosenModel(context))}`,
    `**Answers:** ${streams ? "shown while they are written" : "shown when they are complete"}`,
  ];
  if (!context.hasButtons) {
    lines.push("Change them with `/settings streaming on`, `/settings streaming off` or `/settings model default`.");
    return { text: lines.join("\n") };
  }
  const buttons: Button[][] = [
    [
      streams
        ? { text: "Show answers when complete", data: "s:stream:off" }
        : { text: "Show answers while written", data: "s:stream:on" },
    ],
  ];
  if (context.endUser.preferredModel) buttons.push([{ text: "Use the default model", data: "s:model:default" }]);
  return { text: lines.join("\n"), buttons };
}

async function saveStreaming(context: CommandContext, streaming: boolean): Promise<void> {
  await mergeEndUserSettings(context.endUser.id, { streaming });
  context.endUser.settings = { ...context.endUser.settings, streaming };
}

/** Changes the named settings and leaves the others as they are, also when two are changed at once. */
export async function mergeEndUserSettings(endUserId: string, change: Record<string, boolean>): Promise<void> {
  await getPool().query({
    name: "end-user-settings",
    text: "UPDATE end_users SET settings = settings || $2::jsonb, updated_at = now() WHERE id = $1",
    values: [endUserId, JSON.stringify(change)],
  });
}
