import { getDb } from "../../infra/db.ts";
import { type ModelChoice, type ModelSource, selectModel } from "../select-model.ts";
import type { CommandContext } from "./command.ts";

const SOURCES: Record<ModelSource, string> = {
  room: "set for this chat",
  endUser: "your choice",
  connection: "this bot's default",
  team: "the team's default",
  type: "the platform's default",
  available: "the first one available",
};

/** The model that answers this person here, and where it comes from. */
export function chosenModel(context: Omit<CommandContext, "args" | "subjects" | "hasButtons" | "now">): ModelChoice {
  const { config, room, endUser, connection } = context;
  const isTeams = config.defaultModel.source === "team";
  return selectModel({
    room: room.modelOverride,
    endUser: config.allowModelSwitch.value ? endUser.preferredModel : null,
    connection: connection.defaultModel,
    team: isTeams ? config.defaultModel.value : null,
    type: isTeams ? config.defaultModel.inherited : config.defaultModel.value,
    available: config.availableModels.value,
  });
}

/** Such as `openai/gpt-5-chat (the team's default)`. */
export function describeChoice({ model, source }: ModelChoice): string {
  return model === null ? "none available" : `${code(model)} (${SOURCES[source]})`;
}

export function code(model: string): string {
  return `\`${model.replaceAll("`", "'")}\``;
}

/** Remembers a person's choice; null goes back to the defaults. */
export async function savePreferredModel(context: CommandContext, model: string | null): Promise<void> {
  await getDb().endUser.update({ where: { id: context.endUser.id }, data: { preferredModel: model } });
  context.endUser.preferredModel = model;
}
