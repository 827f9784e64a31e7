import { z } from "zod";

/** Somebody whom a warning speaks to. */
export interface WarnedPerson {
  id: number;
  name: string;
  /** Telegram's code of the language that their app has. */
  language: string | null;
}

/** A warning, as the database has it. */
export interface WarningRow {
  id: string;
  groupId: string;
  /** 0 for the general topic and for groups without topics. */
  threadId: number;
  messageId: number | null;
  ephemeralId: number | null;
  people: WarnedPerson[];
  expiresAt: Date;
}

/** For statements in which the table is called `w`. */
export const WARNING_COLUMNS = `w.id, w.group_id AS "groupId", w.thread_id AS "threadId", w.message_id AS "messageId",
  w.ephemeral_id AS "ephemeralId", w.people, w.expires_at AS "expiresAt"`;

const peopleSchema = z.array(z.object({ id: z.int(), name: z.string(), language: z.string().nullable() }));

/** What a row's `people` holds. */
export function readPeople(stored: unknown): WarnedPerson[] {
  return peopleSchema.catch([]).parse(stored);
}
