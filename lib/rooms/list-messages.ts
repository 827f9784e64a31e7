import { validate as isUuid } from "uuid";
import { getDb } from "../infra/db.ts";
import { invalidField, notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import type { InboundMeta } from "./ingest.ts";
import type { OutboundMeta } from "./save-answer.ts";

export interface TranscriptMessage {
  id: string;
  direction: "inbound" | "outbound";
  source: string;
  text: string;
  status: string;
  /** Who wrote it, for inbound ones. */
  userName: string | null;
  model: string | null;
  createdAt: string;
}

/**
 * A room's messages, newest first.
 * @param options.before the `nextCursor` of the page before
 * @throws AppError not_found (no such room at this connection), invalid_input (a cursor that is none)
 */
export async function listMessages(options: {
  connectionId: string;
  partnerRoomId: string;
  before?: string;
  limit: number;
}): Promise<{ data: TranscriptMessage[]; nextCursor: string | null }> {
  const { connectionId, partnerRoomId, before, limit } = options;
  if (before !== undefined && !isUuid(before))
    throw invalidField("cursor", said`Pass the nextCursor of the page before.`);
  const room = await getDb().room.findUnique({
    where: { connectionId_partnerRoomId: { connectionId, partnerRoomId } },
    select: { id: true },
  });
  if (!room) throw notFound(said`The room was not found.`);
  const rows = await getDb().message.findMany({
    where: { roomId: room.id, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: { id: true, direction: true, source: true, text: true, status: true, meta: true, createdAt: true },
  });
  const page = rows.slice(0, limit);
  return {
    data: page.map((row) => ({
      id: row.id,
      direction: row.direction === "INBOUND" ? "inbound" : "outbound",
      source: row.source.toLowerCase(),
      text: row.text,
      status: row.status.toLowerCase(),
      userName: (row.meta as InboundMeta).senderName ?? null,
      model: (row.meta as Partial<OutboundMeta>).model ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
