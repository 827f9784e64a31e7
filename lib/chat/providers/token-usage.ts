export interface TokenUsage {
  tokensIn: number;
  tokensOut: number;
}

/** The figures of an OpenAI `usage` object, or undefined where they are not believable. */
export function usageIn(usage: unknown): TokenUsage | undefined {
  if (typeof usage !== "object" || usage === null) return undefined;
  const { prompt_tokens: tokensIn, completion_tokens: tokensOut } = usage as Record<string, unknown>;
  return isCount(tokensIn) && isCount(tokensOut) ? { tokensIn, tokensOut } : undefined;
}

// The usage row's columns are 32-bit integers.
function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 2_147_483_647;
}
