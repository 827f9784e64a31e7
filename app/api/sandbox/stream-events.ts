import { askSandbox } from "./ask-sandbox.ts";

/** After this the browser has to come again, and to be let in again: a session may have ended meanwhile. */
const LONGEST_MS = 5 * 60_000;

/** Passes a stream of server-sent events on, piece by piece, until either side ends it. */
export async function streamEvents(options: { path: string; signal: AbortSignal }): Promise<Response> {
  const gone = new AbortController();
  const upstream = await askSandbox({ path: options.path, signal: AbortSignal.any([options.signal, gone.signal]) });
  const reader = upstream.body?.getReader();
  const timer = setTimeout(() => gone.abort(), LONGEST_MS);
  timer.unref();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // Cut off, by the clock or by the far side: the browser opens the stream anew.
      const part = await reader?.read().catch(() => undefined);
      if (part?.value) return controller.enqueue(part.value);
      clearTimeout(timer);
      controller.close();
    },
    cancel() {
      clearTimeout(timer);
      gone.abort();
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // Without no-transform, the web server would compress it, and hold small pieces back to do so.
      "Cache-Control": "private, no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
