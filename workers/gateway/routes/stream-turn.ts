import type { DirectAnswer } from "#lib/chat/answer-direct.ts";
import { problemResponse } from "#lib/http/problem.ts";

/** Proxies close a connection that says nothing for a minute. */
const KEEP_ALIVE_MS = 15_000;

/**
 * An answer as server-sent events: `delta` `{text}` per piece, then one `message` with what the JSON answer would have
 * been. A failure before the first piece is an ordinary problem; after it, an `error` event with the problem's fields. A
 * caller who hangs up does not stop the answer: it is stored, charged, and there when the message is sent again.
 */
export async function streamTurn(options: {
  answer: (onDelta: (textSoFar: string) => void) => Promise<DirectAnswer>;
  present: (answer: DirectAnswer) => unknown;
  requestId: string;
}): Promise<Response> {
  const { answer, present, requestId } = options;
  const encoder = new TextEncoder();
  const started = Promise.withResolvers<void>();
  let waiting = "";
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let hasLeft = false;
  const write = (chunk: string) => {
    if (hasLeft) return;
    if (!controller) {
      waiting += chunk;
      return;
    }
    try {
      controller.enqueue(encoder.encode(chunk));
    } catch {
      hasLeft = true;
    }
  };
  let sent = 0;
  const result = answer((textSoFar) => {
    write(event("delta", { text: textSoFar.slice(sent) }));
    sent = textSoFar.length;
    started.resolve();
  });
  // Both outcomes are read again below; a refusal before the first piece becomes the response itself.
  const failed = result.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const early = await Promise.race([started.promise, failed]);
  if (early) return problemResponse(early.error, requestId);

  const keepAlive = setInterval(() => write(": still there\n\n"), KEEP_ALIVE_MS);
  const finish = async () => {
    const failure = await failed;
    clearInterval(keepAlive);
    if (failure) write(event("error", await problemResponse(failure.error, requestId).json()));
    else write(event("message", present(await result)));
    if (!hasLeft) controller?.close();
  };
  const body = new ReadableStream<Uint8Array>({
    start(opened) {
      controller = opened;
      write(waiting);
      void finish();
    },
    cancel() {
      hasLeft = true;
      clearInterval(keepAlive);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
      "x-accel-buffering": "no",
    },
  });
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
