import { z } from "zod";

export const id = z.uuid().describe("A UUID");
export const moment = z.iso.datetime().describe("A moment in UTC, ISO 8601");
export const integerString = z
  .string()
  .regex(/^-?\d+$/)
  .describe("A whole number as a string, because it may exceed 2^53");

/** What every list takes. */
export const pageQuery = {
  cursor: z.string().max(2_000).optional().describe("`nextCursor` of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe("Items per page, 1 to 200"),
};

/** What every list answers. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("Pass as `cursor` for the next page; null on the last"),
  });
}

export type Page<T> = { items: T[]; nextCursor: string | null };

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("must be an e-mail address, such as ada@example.com"));

export const password = z
  .string()
  .min(12, "must have at least {minimum} characters")
  .max(200, "must have at most {maximum} characters");

export const label = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(max, "must have at most {maximum} characters")
    // Control characters and bidirectional overrides would let one name pose as another.
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, "must not contain control characters");

export const modelId = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\s\p{Cc}]+$/u, "must be a model's public id, such as openai/gpt-5-chat");
