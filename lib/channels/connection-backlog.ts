import { getPool } from "../infra/db.ts";
import { telegramUpdates } from "../queues/telegram.ts";

/** What waits on a connection. */
export interface ConnectionBacklog {
  /** Updates of the platform that are not taken in yet. */
  inbound: number;
  /** Messages that wait for an answer, or answers that wait to be delivered. */
  pending: number;
}

/** Queued updates that are looked at, oldest first: with more waiting than that, the figures are lower bounds. */
const MOST_JOBS = 500;

/** What waits on each of the connections. */
export async function connectionBacklog(connectionIds: string[]): Promise<Map<string, ConnectionBacklog>> {
  const backlog = new Map(connectionIds.map((id) => [id, { inbound: 0, pending: 0 }]));
  if (connectionIds.length === 0) return backlog;
  const [jobs, { rows }] = await Promise.all([
    telegramUpdates.queue().getJobs(["waiting", "delayed"], 0, MOST_JOBS - 1, true),
    getPool().query<{ id: string; pending: number }>({
      name: "connection-backlog",
      text: PENDING,
      values: [connectionIds],
    }),
  ]);
  for (const job of jobs) {
    const id = (job?.data as { payload?: { connectionId?: string } } | undefined)?.payload?.connectionId;
    const counts = id === undefined ? undefined : backlog.get(id);
    if (counts) counts.inbound += 1;
  }
  for (const { id, pending } of rows) {
    const counts = backlog.get(id);
    if (counts) counts.pending = pending;
  }
  return backlog;
}

// Past a day, deliveries have given up and answers are unwanted: see find-stuck-rooms.ts.
const PENDING = `
SELECT r.connection_id AS id, count(*)::int AS pending
FROM messages m JOIN rooms r ON r.id = m.room_id
WHERE m.status = 'PENDING' AND m.direction IN ('INBOUND', 'OUTBOUND') AND m.created_at > now() - interval '25 hours'
  AND r.connection_id = ANY($1::uuid[])
GROUP BY 1`;
