import type { Button } from "../../channels/adapter.ts";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import type { EndUserSettings } from "../../rooms/load-turn.ts";
import type { ResolvedConfig } from "../../teams/resolve-config.ts";
import type { Subjects } from "../../usage/ledger.ts";

/** What a command, or the press of one of its buttons, may look at. */
export interface CommandContext {
  config: ResolvedConfig;
  connection: Pick<LoadedConnection, "id" | "defaultModel" | "username">;
  room: { id: string; type: string; modelOverride: string | null };
  endUser: { id: string; externalId: string; preferredModel: string | null; settings: EndUserSettings };
  subjects: Subjects;
  /** Whether the channel shows buttons; without them the same is told in words. */
  hasButtons: boolean;
  args: string;
  now: Date;
}

export interface CommandReply {
  /** Markdown. */
  text: string;
  buttons?: Button[][];
}

export interface Command {
  name: string;
  /** Shown in /help and in the platform's menu. */
  description: string;
  run(context: CommandContext): Promise<CommandReply>;
}
