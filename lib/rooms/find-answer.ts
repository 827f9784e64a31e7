import { getDb } from "../infra/db.ts";
import type { OutboundMeta } from "./save-answer.ts";

export interface StoredAnswer {
  id: string;
  roomId: string;
  text: string;
  source: string;
  createdAt: Date;
  meta: OutboundMeta;
}

/** The answer of a turn, if it has been written. */
export async function findAnswer(turnKey: string): Promise<StoredAnswer | null> {
  const row = await getDb().message.findUnique({
    where: { direction_turnKey: { direction: "OUTBOUND", turnKey } },
    select: { id: true, roomId: true, text: true, source: true, createdAt: true, meta: true },
  });
  return row && { ...row, meta: row.meta as unknown as OutboundMeta };
}
