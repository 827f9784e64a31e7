import { clearCommand } from "./clear.ts";
import type { Command } from "./command.ts";
import { helpCommand } from "./help.ts";
import { modelCommand } from "./model.ts";
import { modelsCommand } from "./models.ts";
import { settingsCommand } from "./settings.ts";
import { startCommand } from "./start.ts";
import { statusCommand } from "./status.ts";

/** Every command there is, in the order of /help. Which of them a team has is its configuration's business. */
export const COMMANDS: readonly Command[] = [
  startCommand,
  helpCommand,
  statusCommand,
  clearCommand,
  modelCommand,
  modelsCommand,
  settingsCommand,
];

/** The team's commands among those that exist. */
export function enabledCommands(names: readonly string[]): Command[] {
  const wanted = new Set(names.map((name) => name.replace(/^\//, "").toLowerCase()));
  return COMMANDS.filter((command) => wanted.has(command.name));
}
