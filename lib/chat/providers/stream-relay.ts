import { EventSplitter } from "./event-splitter.ts";
import { readEvent } from "./read-event.ts";
import type { TokenUsage } from "./token-usage.ts";

/**
 * Turns a provider's stream into ours while it passes: `model` reads our public id, and the usage figures that we asked
 * for stay with us unless the caller asked too. An event is parsed only when it has something to say; most are passed on
 * after one search and replace.
 */
export class StreamRelay {
  usage: TokenUsage | undefined;
  /** `[DONE]` has come. */
  done = false;
  /** The provider reported an error, or sent what is no completion. */
  failed = false;

  readonly #publicId: string;
  readonly #showUsage: boolean;
  readonly #splitter = new EventSplitter();
  readonly #replacement: string;
  #needle: string | undefined;
  #events: string[] = [];
  #head: { id: unknown; created: unknown } = { id: undefined, created: undefined };

  constructor(options: { publicId: string; showUsage: boolean }) {
    this.#publicId = options.publicId;
    this.#showUsage = options.showUsage;
    this.#replacement = `"model":${toLatin1(JSON.stringify(options.publicId))}`;
  }

  /** @returns what the caller gets of it, one character per byte (latin1); often everything, sometimes nothing yet */
  push(chunk: Buffer): string {
    let out = "";
    for (const event of this.#splitter.push(chunk)) {
      if (this.done || this.failed) break;
      out += this.#relay(event);
    }
    this.failed ||= this.#splitter.overflowed;
    return out;
  }

  /** The stream has ended: the last event may lack its blank line. */
  end(): string {
    const rest = this.#splitter.rest();
    return rest === "" || this.done || this.failed ? "" : this.#relay(rest);
  }

  /** True when a choice has come to its end, so that nothing is missing though `[DONE]` is. */
  isComplete(): boolean {
    return this.done || this.#events.some((event) => readEvent(event).finished);
  }

  /** Everything the model wrote so far, for a count where the provider sent none. */
  produced(): string {
    return this.#events.map((event) => readEvent(event).produced).join("");
  }

  /** The chunk that carries usage, for a caller who asked and a provider who sent none. */
  usageChunk(usage: TokenUsage): string {
    return toLatin1(
      `data: ${JSON.stringify({
        id: this.#head.id,
        object: "chat.completion.chunk",
        created: this.#head.created,
        model: this.#publicId,
        choices: [],
        usage: {
          prompt_tokens: usage.tokensIn,
          completion_tokens: usage.tokensOut,
          total_tokens: usage.tokensIn + usage.tokensOut,
        },
      })}\n\n`,
    );
  }

  #relay(event: string): string {
    const needle = this.#needle;
    if (needle !== undefined) {
      const at = event.indexOf(needle);
      if (at !== -1 && event.startsWith('data: {"') && isPlain(event)) {
        this.#events.push(event);
        return `${replaceFrom(event, at, needle, this.#replacement)}\n\n`;
      }
    }
    return this.#relayParsed(event);
  }

  #relayParsed(event: string): string {
    const { kind, json, usage } = readEvent(event);
    if (kind === "comment") return `${event}\n\n`;
    if (kind === "done") {
      this.done = true;
      return "";
    }
    if (kind === "error" || !json) {
      this.failed = true;
      return "";
    }
    this.#events.push(event);
    if (usage) this.usage = usage;
    this.#head = { id: json.id, created: json.created };
    this.#learnModel(event, json.model);
    const isUsageOnly = Array.isArray(json.choices) && json.choices.length === 0 && json.usage;
    if (isUsageOnly && !this.#showUsage) return "";
    const { usage: _hidden, ...rest } = json;
    const shown = this.#showUsage ? json : rest;
    return `data: ${toLatin1(JSON.stringify({ ...shown, model: this.#publicId }))}\n\n`;
  }

  /** How this provider writes the model's name, so that the next events need no parsing. */
  #learnModel(event: string, model: unknown): void {
    if (this.#needle !== undefined || typeof model !== "string") return;
    for (const [found, value] of event.matchAll(/"model"\s*:\s*("(?:[^"\\]|\\.)*")/g)) {
      if (value === toLatin1(JSON.stringify(model))) this.#needle = found;
    }
  }
}

/** Neither figures nor an error inside. Within a JSON string the quotes would be escaped, so these are fields. */
function isPlain(event: string): boolean {
  return isAbsent(event, '"usage"') && isAbsent(event, '"error"');
}

function isAbsent(event: string, field: string): boolean {
  const at = event.indexOf(field);
  if (at === -1) return true;
  const value = at + field.length;
  return event.startsWith(":null", value) || event.startsWith(": null", value);
}

function replaceFrom(text: string, first: number, needle: string, replacement: string): string {
  let out = "";
  let from = 0;
  for (let at = first; at !== -1; at = text.indexOf(needle, from)) {
    out += text.slice(from, at) + replacement;
    from = at + needle.length;
  }
  return out + text.slice(from);
}

function toLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
