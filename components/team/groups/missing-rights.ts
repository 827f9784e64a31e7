import { ApiError } from "#components/api-client.ts";
import type { TroubleCodeJson } from "#lib/http/resources/groups.ts";

export interface MissingRight {
  chatId: string;
  title: string;
  code: TroubleCodeJson;
}

/** What a refusal says the bot lacks in which chat; null for any other error. */
export function missingRights(error: unknown): readonly MissingRight[] | null {
  if (!(error instanceof ApiError) || error.problem.reason !== "missing_rights") return null;
  const { missing } = error.problem;
  return Array.isArray(missing) && missing.length > 0 ? (missing as MissingRight[]) : null;
}
