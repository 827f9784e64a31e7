import type { ServerResponse } from "node:http";
import type { OpenCall } from "#lib/chat/complete-call.ts";
import { countTokens, type PromptSize } from "#lib/chat/complete-count.ts";
import { providerError } from "#lib/chat/complete-errors.ts";
import { ProviderFailure } from "#lib/chat/providers/provider-failure.ts";
import { StreamRelay } from "#lib/chat/providers/stream-relay.ts";
import { errorAnswer } from "./error-answer.ts";

/** How a streamed answer ended: `text` is all that was sent, one character per byte (latin1). */
export interface StreamOutcome {
  complete: boolean;
  text: string;
}

export const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  // Tells nginx not to hold events back.
  "x-accel-buffering": "no",
};

/**
 * Passes a provider's stream on as it comes, and charges it: whole, or as PARTIAL with what was produced when the provider
 * drops or the caller leaves. Sends nothing that is not yet charged as the stream's end.
 * @param options.finishAlone go on reading when the caller leaves, because the answer is kept for him
 * @throws AppError when the provider failed before there was anything to send
 */
export function answerStream(options: {
  outgoing: ServerResponse;
  call: OpenCall;
  prompt: PromptSize;
  showUsage: boolean;
  finishAlone: boolean;
}): Promise<StreamOutcome> {
  const { outgoing, call, prompt } = options;
  const { exchange } = call;
  const relay = new StreamRelay({ publicId: call.route.publicId, showUsage: options.showUsage });
  const sent: string[] = [];
  let over = false;

  const send = (text: string) => {
    if (text === "") return;
    if (options.finishAlone) sent.push(text);
    if (outgoing.destroyed) return;
    if (!outgoing.headersSent) outgoing.writeHead(200, STREAM_HEADERS);
    if (!outgoing.write(text, "latin1")) {
      exchange.pause();
      outgoing.once("drain", () => exchange.resume());
    }
  };
  const usage = async () =>
    relay.usage ?? { tokensIn: await prompt.count(), tokensOut: await countTokens([relay.produced()]) };
  const chargePartial = async () => {
    if (relay.usage || relay.produced() !== "") call.settle(await usage(), "PARTIAL");
    else call.release();
  };

  return new Promise((settle, fail) => {
    const complete = async () => {
      if (over) return;
      over = true;
      const known = relay.usage;
      const figures = known ?? (await usage());
      call.settle(figures, "OK");
      const tail = `${options.showUsage && !known ? relay.usageChunk(figures) : ""}data: [DONE]\n\n`;
      if (options.finishAlone) sent.push(tail);
      if (!outgoing.destroyed) {
        if (!outgoing.headersSent) outgoing.writeHead(200, STREAM_HEADERS);
        outgoing.end(tail, "latin1");
      }
      settle({ complete: true, text: sent.join("") });
    };
    const breakOff = async (failure: ProviderFailure) => {
      if (over) return;
      over = true;
      exchange.abort();
      await chargePartial();
      const error = providerError(failure);
      if (!outgoing.headersSent) return fail(error);
      outgoing.end(`data: ${JSON.stringify(errorAnswer(error).body)}\n\n`);
      settle({ complete: false, text: "" });
    };
    const hangUp = async () => {
      if (over || options.finishAlone) return;
      over = true;
      exchange.abort();
      await chargePartial();
      settle({ complete: false, text: "" });
    };

    const guarded = (work: () => Promise<void>) => void work().catch(fail);
    exchange.consume({
      onChunk(chunk) {
        if (over) return;
        send(relay.push(chunk));
        if (relay.failed) guarded(() => breakOff(broken()));
        else if (relay.done) guarded(complete);
      },
      onEnd() {
        if (over) return;
        send(relay.end());
        if (!relay.failed && relay.isComplete()) guarded(complete);
        else guarded(() => breakOff(broken()));
      },
      onFailure: (failure) => guarded(() => breakOff(failure)),
    });
    if (outgoing.destroyed) guarded(hangUp);
    else outgoing.once("close", () => guarded(hangUp));
  });
}

function broken(): ProviderFailure {
  return new ProviderFailure("dropped", "the provider's stream broke off");
}
