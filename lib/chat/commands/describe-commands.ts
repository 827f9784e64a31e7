/** Apart from the table of commands, so that /start and /help, which are in it, can list them all. */
export const DESCRIPTIONS = {
  start: "begin",
  help: "what I can do",
  status: "the model, and what is left of your limits",
  clear: "forget this conversation and begin a new one",
  model: "choose the model that answers you",
  models: "the models there are",
  settings: "your settings",
} as const;

function isCommandName(name: string): name is keyof typeof DESCRIPTIONS {
  return Object.hasOwn(DESCRIPTIONS, name);
}

/** A configuration's commands as a list, unknown names left out. */
export function describeNames(names: readonly string[]): string {
  const known = names.map((name) => name.replace(/^\//, "").toLowerCase()).filter(isCommandName);
  const order = Object.keys(DESCRIPTIONS).filter(isCommandName);
  return order
    .filter((name) => known.includes(name))
    .map((name) => `/${name} – ${DESCRIPTIONS[name]}`)
    .join("\n");
}
