import type { ResolvedConfig } from "../teams/resolve-config.ts";
import type { CommandContext } from "./commands/command.ts";
import { runCommand } from "./commands/run-command.ts";

/** What a bot of this configuration answers; null: it says nothing. Markdown, as the commands write it. */
export interface PreviewedReplies {
  help: string | null;
  models: string | null;
}

/**
 * What `/help` and `/models` say under a configuration, in a chat with one person and in a group, to somebody new who has
 * chosen nothing: by running the bot's own commands on it.
 * @param options.connectionModel the default model of the bot that is asked
 */
export async function previewReplies(options: {
  config: ResolvedConfig;
  connectionModel?: string | null;
  now: Date;
}): Promise<{ direct: PreviewedReplies; group: PreviewedReplies }> {
  const { config, connectionModel = null, now } = options;
  const say = async (name: string, type: string) => {
    const context: CommandContext = {
      config,
      connection: { id: NOBODY, defaultModel: connectionModel, username: null },
      room: { id: NOBODY, type, modelOverride: null },
      endUser: { id: NOBODY, externalId: "", preferredModel: null, settings: {} },
      subjects: { teamId: config.teamId },
      hasButtons: true,
      args: "",
      now,
    };
    return (await runCommand({ name, args: "" }, context))?.text ?? null;
  };
  const both = async (type: string) => ({ help: await say("help", type), models: await say("models", type) });
  return { direct: await both("private"), group: await both("group") };
}

/** Neither command writes anything, so nobody needs to exist. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
