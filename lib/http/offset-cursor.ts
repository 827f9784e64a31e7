import { fieldError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

/** The cursor of lists that are ordered by sums, which have no key to go on from. */
export function offsetCursor(offset: number): string {
  return Buffer.from(`after ${offset}`, "latin1").toString("base64url");
}

/** @throws AppError malformed_request for what no page ever gave */
export function readOffset(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const match = /^after (\d{1,7})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (match) return Number(match[1]);
  const message = said`The cursor is not one that a page gave: leave it out to start at the beginning.`;
  throw fieldError("malformed_request", "cursor", message);
}
