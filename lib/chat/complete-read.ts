import { log } from "../infra/log.ts";
import type { LimitStatus } from "../usage/reservation.ts";
import type { TurnResult } from "./complete.ts";
import type { OpenCall } from "./complete-call.ts";
import { providerError } from "./complete-errors.ts";
import { countTokens, type PromptSize } from "./count-tokens.ts";
import { EventSplitter } from "./providers/event-splitter.ts";
import { ProviderFailure } from "./providers/provider-failure.ts";
import { readEvent } from "./providers/read-event.ts";
import type { TokenUsage } from "./providers/token-usage.ts";

// Longer than any answer takes to be written; only a caller with a fault gets here.
const FORGOTTEN_AFTER_MS = 300_000;

/** Reads an open call's stream to its end, and hands its charge to the caller. A broken one is charged here. */
export async function readTurn(options: {
  call: OpenCall;
  limits: LimitStatus[];
  prompt: PromptSize;
  onDelta: ((textSoFar: string) => void) | undefined;
}): Promise<TurnResult> {
  const { call, limits, prompt } = options;
  const read = await readStream(call, options.onDelta);
  const count = async () => ({ tokensIn: await prompt.count(), tokensOut: await countTokens([read.produced]) });
  if (read.failure) {
    if (read.produced === "" && !read.usage) call.fail(read.failure);
    else call.settle(read.usage ?? (await count()), "PARTIAL");
    return { ok: false, reason: "provider", message: providerError(read.failure).message };
  }
  const usage = read.usage ?? (await count());
  const forgotten = setTimeout(() => {
    log().error({ model: call.route.publicId }, "a turn was neither charged nor released");
    call.release();
  }, FORGOTTEN_AFTER_MS);
  forgotten.unref();
  return {
    ok: true,
    text: read.text,
    model: call.route.publicId,
    providerName: call.route.providerName,
    ...usage,
    costNano: call.costOf(usage),
    chain: call.chain,
    provenance: call.provenance,
    limits,
    settle() {
      clearTimeout(forgotten);
      call.settle(usage, "OK");
    },
    release() {
      clearTimeout(forgotten);
      call.release();
    },
  };
}

interface ReadStream {
  text: string;
  produced: string;
  usage: TokenUsage | undefined;
  failure: ProviderFailure | undefined;
}

function readStream(call: OpenCall, onDelta: ((textSoFar: string) => void) | undefined): Promise<ReadStream> {
  const splitter = new EventSplitter();
  const read: ReadStream = { text: "", produced: "", usage: undefined, failure: undefined };
  let finished = false;
  return new Promise((settle) => {
    const take = (event: string) => {
      if (read.failure) return;
      const { kind, text, produced, usage, ...rest } = readEvent(event);
      if (kind === "error") read.failure = new ProviderFailure("malformed", "the provider's stream reported an error");
      finished ||= rest.finished;
      read.usage = usage ?? read.usage;
      read.produced += produced;
      if (text === "") return;
      read.text += text;
      onDelta?.(read.text);
    };
    call.exchange.consume({
      onChunk(chunk) {
        for (const event of splitter.push(chunk)) take(event);
        if (splitter.overflowed) read.failure ??= new ProviderFailure("malformed", "an event of the stream has no end");
        if (!read.failure) return;
        call.exchange.abort();
        settle(read);
      },
      onEnd() {
        const rest = splitter.rest();
        if (rest !== "") take(rest);
        if (!finished) read.failure ??= new ProviderFailure("dropped", "the provider's stream ended early");
        settle(read);
      },
      onFailure(failure) {
        read.failure ??= failure;
        settle(read);
      },
    });
  });
}
