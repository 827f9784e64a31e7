import type { InboundCommand } from "../../channels/adapter.ts";
import type { CommandContext, CommandReply } from "./command.ts";
import { describeNames } from "./describe-commands.ts";
import { enabledCommands } from "./table.ts";

/**
 * Runs a command that the team has. Any other is answered with what there is, but ignored in groups, where it may be
 * meant for another bot.
 * @returns null for nothing to say
 */
export async function runCommand(command: InboundCommand, context: CommandContext): Promise<CommandReply | null> {
  const found = enabledCommands(context.config.commands.value).find(({ name }) => name === command.name);
  if (found) return found.run({ ...context, args: command.args });
  if (context.room.type !== "private" && context.room.type !== "api") return null;
  const list = describeNames(context.config.commands.value);
  const name = command.name.slice(0, 32).replaceAll("`", "'");
  return { text: `There is no command \`/${name}\` here.${list ? ` These are:\n\n${list}` : ""}` };
}

/** A command in a text of a channel that has no notion of commands. */
export function parseCommand(text: string): InboundCommand | undefined {
  const match = /^\/([a-z][a-z0-9_]{0,31})(?:\s+([\s\S]*))?$/i.exec(text.trim());
  return match ? { name: (match[1] ?? "").toLowerCase(), args: (match[2] ?? "").trim() } : undefined;
}
