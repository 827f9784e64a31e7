import { formatCount, formatUsd } from "#components/format.ts";
import type { KeyJson } from "#lib/http/resources/keys.ts";
import type { LimitJson } from "#lib/http/resources/limits.ts";

type Unit = LimitJson["unit"];

export const UNIT_LABELS = { requests: "Requests", tokens: "Tokens", cost: "Cost" } as const satisfies Record<
  Unit,
  string
>;

/** Requests and tokens to the last digit, nano-USD as dollars. */
export function formatAmount(unit: Unit, amount: string) {
  return unit === "cost" ? formatUsd(amount) : formatCount(amount, { exact: true });
}

/** What the limit counts: "Tokens per month". */
export function limitLabel({ unit, window }: Pick<LimitJson, "unit" | "window">) {
  return `${UNIT_LABELS[unit]} per ${window}`;
}

/** Whose use it counts: "Whole team", "Key “Website”". */
export function subjectLabel({ scope, subjectId }: LimitJson, keys: readonly KeyJson[] | undefined) {
  if (scope === "team") return "Whole team";
  if (subjectId === null) return scope === "key" ? "Each key" : "Each end user";
  if (scope === "end_user") return `End user ${subjectId.slice(-8)}`;
  // Newest first: a rotated key's latest name stands for its lineage.
  const key = keys?.find(({ lineageId }) => lineageId === subjectId);
  return key ? `Key “${key.name}”` : `Key ${subjectId.slice(-8)}`;
}
