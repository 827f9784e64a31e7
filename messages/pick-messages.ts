import type { Messages } from "./messages.ts";

/** A namespace, or one part of it that stands on every page: "teams.commands". */
export type MessageArea = keyof Messages | "teams.commands" | "alerts.bell" | "usage.range" | "usage.chart";

export type SomeMessages = { [Area in keyof Messages]?: Partial<Messages[Area]> };

export function pickMessages(all: Messages, areas: readonly MessageArea[]): SomeMessages {
  const picked: Record<string, object> = {};
  for (const area of areas) {
    const [name, part] = area.split(".") as [keyof Messages, string?];
    const own = all[name];
    picked[name] = part ? { ...picked[name], [part]: (own as Record<string, unknown>)[part] } : own;
  }
  return picked as SomeMessages;
}
