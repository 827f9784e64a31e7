import { validate as isUuid } from "uuid";
import { fieldError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import type { TurnPlace } from "../usage/list-turns.ts";

/** The cursor of lists that go by moment and id. */
export function turnCursor({ occurredAt, id }: TurnPlace): string {
  return Buffer.from(`${occurredAt.toISOString()} ${id}`, "latin1").toString("base64url");
}

/** @throws AppError malformed_request for what no page ever gave */
export function readTurnCursor(cursor: string | undefined): TurnPlace | undefined {
  if (cursor === undefined) return undefined;
  const [moment = "", id = ""] = Buffer.from(cursor, "base64url").toString("latin1").split(" ");
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(moment) && !Number.isNaN(Date.parse(moment));
  if (isMoment && isUuid(id)) return { occurredAt: new Date(moment), id };
  const message = said`The cursor is not one that a page gave: leave it out to start at the beginning.`;
  throw fieldError("malformed_request", "cursor", message);
}
