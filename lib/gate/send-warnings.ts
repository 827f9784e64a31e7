import { v7 } from "uuid";
import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { getPool } from "../infra/db.ts";
import { enqueueChore } from "./enqueue-chore.ts";
import { type LoadedGroup, readLoadedGroup } from "./load-group.ts";
import { postWarning, refusesEphemeral } from "./post-warning.ts";
import { removeWarning } from "./remove-warning.ts";
import { readPeople, WARNING_COLUMNS, type WarningRow } from "./warning-row.ts";

/** Telegram lets a bot write 20 messages a minute in a group. So many go at once, then one every so often: 16 a minute. */
const AT_ONCE = 5;
const THEN_EVERY_MS = 5_000;
/** From so many people at a time on, they are told together, for all to see: a raid. */
const FEW = 2;
/** A send of which nobody knows the outcome after so long was cut off with its process. */
const ABANDONED_MS = 30_000;

/**
 * Sends what a group's people have to be told, a few messages a minute at most: a quiet group's offender gets a message
 * that nobody else sees, a raid's many one message together, which takes the place of the one before.
 */
export async function sendWarnings(options: { groupId: string }): Promise<void> {
  const { groupId } = options;
  const group = await readLoadedGroup(groupId);
  const connection = group ? await loadConnection(group.connectionId) : null;
  if (!group || !connection?.active || !connection.gate) return;
  for (;;) {
    const pace = await readPace(groupId);
    if (pace.waiting === 0) return;
    const waitMs = pace.sent < AT_ONCE ? 0 : THEN_EVERY_MS - pace.sinceLastMs;
    if (waitMs > 0) return later(groupId, waitMs);
    const warning = await claim(groupId);
    if (!warning) return;
    const isOver = !group.enabled || warning.expiresAt.getTime() < Date.now();
    if (isOver) await removeWarning({ warningId: warning.id });
    const retryMs = isOver ? 0 : await send({ connection, group, warning, sentLately: pace.sent });
    if (retryMs > 0) return later(groupId, retryMs);
  }
}

/** @returns when to go on if it could not be sent, in milliseconds; 0 when it is sent, or never can be */
async function send(options: {
  connection: LoadedConnection;
  group: LoadedGroup;
  warning: WarningRow;
  sentLately: number;
}): Promise<number> {
  const { connection, group, warning, sentLately } = options;
  const isQuiet = warning.people.length <= FEW && sentLately + warning.people.length <= AT_ONCE;
  if (isQuiet && !refusesEphemeral(group.id)) {
    const [first, ...others] = warning.people;
    if (first && others.length > 0) await splitOff(warning, others);
    const alone = { ...warning, people: warning.people.slice(0, 1) };
    const sent = await postWarning({ connection, group, warning: alone, isEphemeral: true });
    if (sent.state !== "unsupported") return settle(group, alone, sent);
    // As a public one; whoever was split off follows in the next.
    return settle(group, alone, await postWarning({ connection, group, warning: alone, isEphemeral: false }));
  }
  const merged = { ...warning, people: await takeOverPeople(warning) };
  const sent = await postWarning({ connection, group, warning: merged, isEphemeral: false });
  if (sent.state === "sent") await removeSuperseded(warning);
  return settle(group, merged, sent);
}

async function settle(
  group: LoadedGroup,
  warning: WarningRow,
  sent: Awaited<ReturnType<typeof postWarning>>,
): Promise<number> {
  if (sent.state === "wait") {
    await regather(warning);
    return sent.ms;
  }
  if (sent.state === "sent") {
    const delayMs = group.params.warningTtlSeconds * 1_000;
    await getPool().query({
      name: "gate-warning-sent",
      text: `UPDATE gate_warnings SET message_id = $2, ephemeral_id = $3, people = $4::jsonb, user_ids = $5,
          expires_at = now() + $6 * interval '1 millisecond' WHERE id = $1`,
      values: [
        ...[warning.id, sent.messageId, sent.ephemeralId, JSON.stringify(warning.people)],
        ...[warning.people.map(({ id }) => id), delayMs],
      ],
    });
    await enqueueChore({ kind: "remove", id: warning.id }, { jobId: `remove-${warning.id}`, delayMs });
  } else {
    await getPool().query({
      name: "gate-warning-refused",
      text: "UPDATE gate_warnings SET removed_at = now() WHERE id = $1",
      values: [warning.id],
    });
  }
  return 0;
}

async function readPace(groupId: string): Promise<{ waiting: number; sent: number; sinceLastMs: number }> {
  const { rows } = await getPool().query<{ waiting: number; sent: number; sinceLastMs: number | null }>({
    name: "gate-warning-pace",
    text: `SELECT (count(*) FILTER (WHERE sent_at IS NULL OR sent_at < now() - ${ABANDONED_MS} * interval '1 millisecond'
          AND message_id IS NULL AND ephemeral_id IS NULL))::int AS waiting,
        (count(*) FILTER (WHERE sent_at > now() - interval '1 minute'))::int AS sent,
        (extract(epoch FROM now() - max(sent_at)) * 1000)::float8 AS "sinceLastMs"
      FROM gate_warnings WHERE group_id = $1 AND (removed_at IS NULL OR sent_at > now() - interval '1 minute')
        AND (removed_at IS NULL OR message_id IS NOT NULL OR ephemeral_id IS NOT NULL)`,
    values: [groupId],
  });
  const [row] = rows;
  return {
    waiting: row?.waiting ?? 0,
    sent: row?.sent ?? 0,
    sinceLastMs: row?.sinceLastMs ?? Number.POSITIVE_INFINITY,
  };
}

/** Takes the oldest unsent warning; of many who try one gets it. */
async function claim(groupId: string): Promise<WarningRow | null> {
  const { rows } = await getPool().query<WarningRow>({
    name: "gate-claim-warning",
    text: `UPDATE gate_warnings w SET sent_at = now() WHERE w.id = (
        SELECT id FROM gate_warnings WHERE group_id = $1 AND removed_at IS NULL AND (sent_at IS NULL
          OR sent_at < now() - ${ABANDONED_MS} * interval '1 millisecond' AND message_id IS NULL AND ephemeral_id IS NULL)
        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${WARNING_COLUMNS}`,
    values: [groupId],
  });
  const [row] = rows;
  return row ? { ...row, people: readPeople(row.people) } : null;
}

/** Those who share a claimed warning and are told one by one: they wait for the next. */
async function splitOff(warning: WarningRow, people: WarningRow["people"]): Promise<void> {
  await insertGathering(warning, people);
  const [first] = warning.people;
  await getPool().query({
    name: "gate-narrow-warning",
    text: "UPDATE gate_warnings SET user_ids = $2, people = $3::jsonb WHERE id = $1",
    values: [warning.id, first ? [first.id] : [], JSON.stringify(first ? [first] : [])],
  });
}

async function regather(warning: WarningRow): Promise<void> {
  await insertGathering(warning, warning.people);
  await getPool().query({
    name: "gate-regathered",
    text: "DELETE FROM gate_warnings WHERE id = $1",
    values: [warning.id],
  });
}

async function insertGathering(warning: WarningRow, people: WarningRow["people"]): Promise<void> {
  await getPool().query({
    name: "gate-insert-gathering",
    text: `INSERT INTO gate_warnings AS w (id, group_id, thread_id, user_ids, people, expires_at)
      VALUES ($1, $2, $3, $4, $5::jsonb, $6)
      ON CONFLICT (group_id, thread_id) WHERE sent_at IS NULL AND removed_at IS NULL DO UPDATE
        SET user_ids = excluded.user_ids || w.user_ids, people = excluded.people || w.people`,
    values: [
      ...[v7(), warning.groupId, warning.threadId, people.map(({ id }) => id), JSON.stringify(people)],
      warning.expiresAt,
    ],
  });
}

/** The people of the public warning that stands in the topic, after those of the new one, which will take its place. */
async function takeOverPeople(warning: WarningRow): Promise<WarningRow["people"]> {
  const { rows } = await standing(warning);
  const people = [...warning.people, ...rows.flatMap((row) => readPeople(row.people))];
  const unique = new Map(people.map((person) => [person.id, person]));
  return [...unique.values()].slice(0, 100);
}

async function removeSuperseded(warning: WarningRow): Promise<void> {
  const { rows } = await standing(warning);
  for (const row of rows) await removeWarning({ warningId: row.id });
}

function standing(warning: WarningRow) {
  return getPool().query<WarningRow>({
    name: "gate-standing-warnings",
    text: `SELECT ${WARNING_COLUMNS} FROM gate_warnings w WHERE group_id = $1 AND thread_id = $2 AND removed_at IS NULL
      AND message_id IS NOT NULL AND id <> $3`,
    values: [warning.groupId, warning.threadId, warning.id],
  });
}

async function later(groupId: string, ms: number): Promise<void> {
  // One per second, however many ask for it. A finished job keeps its id for a while: the next second's is free.
  const slot = Math.floor((Date.now() + ms) / 1_000) + 1;
  const delayMs = slot * 1_000 - Date.now();
  await enqueueChore({ kind: "warn", id: groupId }, { jobId: `warn-${groupId}-${slot}`, delayMs });
}
