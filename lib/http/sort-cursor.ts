import { z } from "zod";
import { fieldError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

const cursorSchema = z.object({ by: z.string(), key: z.string().max(1_000), id: z.uuid() });

/** The last row of a page of a sorted list: what it was sorted by, and its id where values are equal. */
export interface SortPosition {
  key: string;
  id: string;
}

/** @param by the list's order, such as `cost desc`: a cursor of one order is none of another */
export function writeSortCursor(position: SortPosition, by: string): string {
  return Buffer.from(JSON.stringify({ by, ...position })).toString("base64url");
}

/** @throws AppError malformed_request for what no page of this order ever gave */
export function readSortCursor(cursor: string | undefined, by: string): SortPosition | undefined {
  if (cursor === undefined) return undefined;
  const parsed = cursorSchema.safeParse(parse(Buffer.from(cursor, "base64url").toString()));
  const { data } = parsed;
  // A sort by figures compares numbers.
  const fits = data?.by === by && (!/^(requests|tokens|cost|quota) /.test(by) || /^-?\d+(\.\d+)?$/.test(data.key));
  if (data && fits && !data.key.includes("\0")) return { key: data.key, id: data.id };
  const message = said`The cursor is not one that a page of this order gave: leave it out to start at the beginning.`;
  throw fieldError("malformed_request", "cursor", message);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
