/** The team's commands as a list. The descriptions are given by whoever has the table, so that /help need not import it. */
export function describeCommands(commands: readonly { name: string; description: string }[]): string {
  return commands.map(({ name, description }) => `/${name} – ${description}`).join("\n");
}

export const DESCRIPTIONS = {
  start: "begin",
  help: "what I can do",
  status: "the model, and what is left of your limits",
  clear: "forget this conversation and begin a new one",
  model: "choose the model that answers you",
  models: "the models there are",
  settings: "your settings",
} as const;

export function isCommandName(name: string): name is keyof typeof DESCRIPTIONS {
  return Object.hasOwn(DESCRIPTIONS, name);
}

/** The same list from the names of a configuration. */
export function describeNames(names: readonly string[]): string {
  const known = names.map((name) => name.replace(/^\//, "").toLowerCase()).filter(isCommandName);
  const order = Object.keys(DESCRIPTIONS).filter(isCommandName);
  return describeCommands(
    order.filter((name) => known.includes(name)).map((name) => ({ name, description: DESCRIPTIONS[name] })),
  );
}
