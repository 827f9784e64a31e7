/** A model as a provider lists it; null where it does not say. */
export interface OfferedModel {
  upstreamName: string;
  displayName: string;
  contextWindow: number | null;
  maxOutput: number | null;
  /** USD per million tokens, a decimal string. */
  inputPrice: string | null;
  outputPrice: string | null;
}

/** The largest lists there are have some hundreds. */
const MOST_MODELS = 5_000;
const MOST_TOKENS = 100_000_000;
const PER_TOKEN_TO_PER_MILLION = 6;
const PRICE_DECIMALS = 9;

/**
 * Reads the answer of a `/models`: OpenAI's `{ data: [{ id }] }`, a bare array (Together), and what OpenRouter, vLLM and
 * others say besides: a name, the context window, prices. Pure.
 * @returns undefined when it is no such list; entries without a usable id are left out
 */
export function readOfferedModels(body: string): OfferedModel[] | undefined {
  const list = listIn(parse(body));
  if (!list) return undefined;
  const found = new Map<string, OfferedModel>();
  for (const entry of list) {
    const model = typeof entry === "object" && entry !== null ? readModel(entry as Fields) : undefined;
    if (model && !found.has(model.upstreamName)) found.set(model.upstreamName, model);
    if (found.size >= MOST_MODELS) break;
  }
  return [...found.values()];
}

type Fields = Record<string, unknown>;

function readModel(entry: Fields): OfferedModel | undefined {
  const { id } = entry;
  if (typeof id !== "string" || !/^[^\s\p{Cc}]{1,200}$/u.test(id)) return undefined;
  const top = fieldsIn(entry.top_provider);
  const pricing = fieldsIn(entry.pricing);
  const name = [entry.display_name, entry.name].map(label).find((text) => text !== "");
  const window = [entry.context_length, entry.context_window, entry.max_model_len, entry.max_context_length];
  const output = [entry.max_output_tokens, entry.max_completion_tokens, top.max_completion_tokens];
  return {
    upstreamName: id,
    displayName: name ?? (id.split("/").at(-1) || id),
    contextWindow: firstTokens(window),
    maxOutput: firstTokens(output),
    // OpenRouter counts per token, Together per million.
    inputPrice: shift(pricing.prompt, PER_TOKEN_TO_PER_MILLION) ?? shift(pricing.input, 0),
    outputPrice: shift(pricing.completion, PER_TOKEN_TO_PER_MILLION) ?? shift(pricing.output, 0),
  };
}

/** A provider's words, safe to show as a name: no control characters, no direction overrides, not too long. */
function label(value: unknown): string {
  if (typeof value !== "string") return "";
  return value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, " ")
    .trim()
    .slice(0, 100)
    .trim();
}

function firstTokens(values: readonly unknown[]): number | null {
  const found = values.find(
    (value) => typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MOST_TOKENS,
  );
  return (found as number | undefined) ?? null;
}

/** A price times a power of ten, without floating point where it is text; null for what is no price (-1 is "varies"). */
function shift(price: unknown, places: number): string | null {
  const text = typeof price === "number" && price >= 0 ? price.toFixed(PRICE_DECIMALS + places) : price;
  const match = typeof text === "string" ? /^(\d{1,6})(?:\.(\d{1,30}))?$/.exec(text) : null;
  if (!match) return null;
  const fraction = (match[2] ?? "").padEnd(places, "0");
  const whole = `${match[1]}${fraction.slice(0, places)}`.replace(/^0+(?=\d)/, "");
  const decimals = fraction.slice(places, places + PRICE_DECIMALS).replace(/0+$/, "");
  if (whole.length > 6) return null;
  return decimals ? `${whole}.${decimals}` : whole;
}

function listIn(json: unknown): unknown[] | undefined {
  if (Array.isArray(json)) return json;
  const { data, models } = fieldsIn(json);
  return Array.isArray(data) ? data : Array.isArray(models) ? models : undefined;
}

function fieldsIn(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
