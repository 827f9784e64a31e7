import { validate as isUuid } from "uuid";
import { fieldError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import type { Page } from "./resources/common.ts";

/**
 * The id that a cursor stands for. Lists go by id, newest first: ids are UUIDv7, so that is the order of making, and a
 * page stays right while rows are added.
 * @throws AppError malformed_request for what no page ever gave
 */
export function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, "base64url").toString("latin1");
  if (isUuid(id)) return id;
  const message = said`The cursor is not one that a page gave: leave it out to start at the beginning.`;
  throw fieldError("malformed_request", "cursor", message);
}

/**
 * Reads one row more than a page has, to know whether there is a next one.
 * @param list reads rows after an id, at most `limit`
 */
export async function paginate<Row extends { id: string }, Json>(
  query: { cursor?: string | undefined; limit: number },
  list: (page: { before: string | undefined; limit: number }) => Promise<Row[]>,
  present: (row: Row) => Json,
): Promise<Page<Json>> {
  const rows = await list({ before: readCursor(query.cursor), limit: query.limit + 1 });
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  const more = rows.length > query.limit && last;
  return { items: items.map(present), nextCursor: more ? Buffer.from(last.id, "latin1").toString("base64url") : null };
}
