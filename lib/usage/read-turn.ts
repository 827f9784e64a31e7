import { getPool } from "../infra/db.ts";
import type { DeliveryStatus } from "../infra/prisma/enums.ts";
import type { ChainTry } from "./chain-try.ts";
import type { TurnRow } from "./list-turns.ts";
import { FAILURE_TURN, TURN_JOINS, TURN_NAMES, USAGE_TURN } from "./turn-columns.ts";

export interface TurnDetail extends TurnRow {
  timeZone: string;
  roomId: string | null;
  chain: ChainTry[] | null;
  /** The resolved configuration as it was kept, and when a turn first obeyed it. */
  config: { id: string; createdAt: Date; content: Record<string, unknown> } | null;
  /** Of the outbound message that carries the answer, without its text. */
  delivery: {
    messageId: string;
    status: DeliveryStatus;
    parts: number;
    externalId: string | null;
    createdAt: Date;
    updatedAt: Date;
  } | null;
}

interface RawDetail extends TurnRow {
  timeZone: string;
  roomId: string | null;
  chain: ChainTry[] | null;
  configId: string | null;
  configCreatedAt: Date | null;
  configContent: Record<string, unknown> | null;
  messageId: string | null;
  messageStatus: DeliveryStatus;
  parts: number;
  externalId: string | null;
  messageCreatedAt: Date;
  messageUpdatedAt: Date;
}

/** The team of a turn, charged or not; undefined for an id that no turn has. */
export async function teamOfTurn(id: string): Promise<string | undefined> {
  const { rows } = await getPool().query<{ team_id: string }>(
    "SELECT team_id FROM usage_records WHERE id = $1 UNION ALL SELECT team_id FROM turn_failures WHERE id = $1 LIMIT 1",
    [id],
  );
  return rows[0]?.team_id;
}

/** A turn with what led to it and what became of its answer; null for an id that no turn has. */
export async function readTurn(id: string): Promise<TurnDetail | null> {
  const { rows } = await getPool().query<RawDetail>(READ, [id]);
  const raw = rows[0];
  if (!raw) return null;
  const { configId, configCreatedAt, configContent, messageId, messageStatus, parts, externalId, ...turn } = raw;
  return {
    ...turn,
    config:
      configId && configCreatedAt && configContent
        ? { id: configId, createdAt: configCreatedAt, content: configContent }
        : null,
    delivery: messageId
      ? {
          ...{ messageId, status: messageStatus, parts, externalId },
          createdAt: raw.messageCreatedAt,
          updatedAt: raw.messageUpdatedAt,
        }
      : null,
  };
}

const READ = `
WITH t AS (
  SELECT ${USAGE_TURN} FROM usage_records r WHERE r.id = $1
  UNION ALL
  SELECT ${FAILURE_TURN} FROM turn_failures r WHERE r.id = $1
)
SELECT ${TURN_NAMES}, team.time_zone AS "timeZone", t.room_id AS "roomId", t.chain, t.config_id AS "configId",
       config.created_at AS "configCreatedAt", config.config AS "configContent",
       message.id AS "messageId", message.status AS "messageStatus", message.external_id AS "externalId",
       CASE WHEN jsonb_typeof(message.delivery -> 'parts') = 'array' THEN jsonb_array_length(message.delivery -> 'parts')
            ELSE 0 END AS parts,
       message.created_at AS "messageCreatedAt", message.updated_at AS "messageUpdatedAt"
  FROM t ${TURN_JOINS}
  LEFT JOIN config_snapshots config ON config.id = t.config_id AND config.team_id = t.team_id
  LEFT JOIN messages message ON message.direction = 'OUTBOUND' AND message.turn_key = t.turn_key
   AND message.team_id = t.team_id`;
