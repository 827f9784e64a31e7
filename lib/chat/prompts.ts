import type { ResolvedConfig } from "../teams/resolve-config.ts";

/**
 * The system prompt of a turn: the team's own, and what the room adds to it. Nothing that changes from turn to turn is in
 * it, so that providers can cache it.
 * @param options.roomContext what a partner or admin noted about the room
 */
export function systemPrompt(options: {
  config: ResolvedConfig;
  roomContext: string | null;
  isGroup: boolean;
}): string {
  const lines = [options.config.systemPrompt.value.trim()];
  if (options.isGroup) {
    lines.push("You are in a group chat. Each message starts with the name of the person who wrote it.");
  }
  if (options.roomContext?.trim()) lines.push(options.roomContext.trim());
  return lines.filter((line) => line !== "").join("\n\n");
}
