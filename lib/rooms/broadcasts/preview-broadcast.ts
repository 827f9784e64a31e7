import type { BroadcastAudience } from "../../infra/prisma/enums.ts";
import { countAudience } from "./audience.ts";
import { formatBroadcast } from "./broadcast-text.ts";
import { findBroadcastBot } from "./find-broadcast-bot.ts";

/** What a broadcast would look like and whom it would reach, without making one. @throws AppError invalid_input */
export async function previewBroadcast(options: {
  teamId: string;
  connectionId: string;
  audience: BroadcastAudience;
  text: string;
}): Promise<{ html: string; fits: boolean; recipients: number; unreachable: number }> {
  const { connectionId, audience } = options;
  await findBroadcastBot(options);
  const { part, fits } = formatBroadcast(options.text);
  return { html: part?.formatted ?? "", fits, ...(await countAudience({ connectionId, audience })) };
}
