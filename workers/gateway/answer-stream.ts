import type { ServerResponse } from "node:http";
import type { OpenCall } from "#lib/chat/complete-call.ts";
import { providerError } from "#lib/chat/complete-errors.ts";
import { countTokens, type PromptSize } from "#lib/chat/count-tokens.ts";
import { ProviderFailure } from "#lib/chat/providers/provider-failure.ts";
import { StreamRelay } from "#lib/chat/providers/stream-relay.ts";
import { errorAnswer } from "./error-answer.ts";

export const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  // Tells nginx not to hold events back.
  "x-accel-buffering": "no",
};

/**
 * Passes a provider's stream on as it comes, and charges it: whole, or as PARTIAL with what was produced when the provider
 * drops or the caller leaves. Sends nothing that is not yet charged as the stream's end.
 * @param options.keep stores the whole stream before its end is sent; with it an answer is read to its end even if the
 *   caller leaves
 * @returns whether the answer came to its end
 * @throws AppError when the provider failed before there was anything to send
 */
export function answerStream(options: {
  outgoing: ServerResponse;
  call: OpenCall;
  prompt: PromptSize;
  showUsage: boolean;
  keep: ((stream: Buffer) => Promise<void>) | undefined;
}): Promise<boolean> {
  const { outgoing, call, prompt } = options;
  const { exchange } = call;
  const relay = new StreamRelay({ publicId: call.route.publicId, showUsage: options.showUsage });
  const sent: string[] = [];
  let over = false;

  const send = (text: string) => {
    if (text === "") return;
    if (options.keep) sent.push(text);
    if (outgoing.destroyed) return;
    if (!outgoing.headersSent) outgoing.writeHead(200, STREAM_HEADERS);
    if (!outgoing.write(text, "latin1")) {
      exchange.pause();
      outgoing.once("drain", () => exchange.resume());
    }
  };
  const usage = async () =>
    relay.usage ?? { tokensIn: await prompt.count(), tokensOut: await countTokens([relay.produced()]) };
  const chargePartial = async (failure?: ProviderFailure) => {
    if (relay.usage || relay.produced() !== "") call.settle(await usage(), "PARTIAL");
    else if (failure) call.fail(failure);
    else call.release();
  };

  return new Promise((settle, fail) => {
    /** @param text what is still to be sent: together with the end it makes one packet */
    const complete = async (text: string) => {
      if (over) return;
      over = true;
      const known = relay.usage;
      const figures = known ?? (await usage());
      call.settle(figures, "OK");
      const tail = `${text}${options.showUsage && !known ? relay.usageChunk(figures) : ""}data: [DONE]\n\n`;
      if (options.keep) await options.keep(Buffer.from(sent.join("") + tail, "latin1"));
      if (!outgoing.destroyed) {
        if (!outgoing.headersSent) outgoing.writeHead(200, STREAM_HEADERS);
        outgoing.end(tail, "latin1");
      }
      settle(true);
    };
    const breakOff = async (failure: ProviderFailure) => {
      if (over) return;
      over = true;
      exchange.abort();
      await chargePartial(failure);
      const error = providerError(failure);
      if (!outgoing.headersSent) return fail(error);
      outgoing.end(`data: ${JSON.stringify(errorAnswer(error).body)}\n\n`);
      settle(false);
    };
    const hangUp = async () => {
      if (over) return;
      // Nobody drains any more what the caller was too slow to take: the stream must not stay paused for it.
      if (options.keep) return exchange.resume();
      over = true;
      exchange.abort();
      await chargePartial();
      settle(false);
    };

    const guarded = (work: () => Promise<void>) => void work().catch(fail);
    exchange.consume({
      onChunk(chunk) {
        if (over) return;
        const text = relay.push(chunk);
        if (relay.done && !relay.failed) return guarded(() => complete(text));
        send(text);
        if (relay.failed) guarded(() => breakOff(broken()));
      },
      onEnd() {
        if (over) return;
        send(relay.end());
        if (!relay.failed && relay.isComplete()) guarded(() => complete(""));
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
