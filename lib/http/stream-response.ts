import { log } from "../infra/log.ts";
import type { AdminRoute, StreamedText } from "./admin-route.ts";

/**
 * Sends text as it comes, no faster than the client reads. When it fails half-way the connection breaks off, so that a
 * part is never taken for the whole.
 */
export function streamResponse(options: {
  route: AdminRoute;
  result: StreamedText;
  headers: Record<string, string>;
}): Response {
  const { route, result, headers } = options;
  const iterator = result.pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  // Who hangs up while a piece is awaited closes the stream under it.
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (isCancelled) return;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (err) {
        log().error({ err, path: route.path }, "a streamed answer broke off");
        controller.error(err);
      }
    },
    async cancel() {
      isCancelled = true;
      await iterator.return?.();
    },
  });
  return new Response(body, {
    status: route.status,
    headers: {
      ...headers,
      "Content-Type": `${route.stream}; charset=utf-8`,
      // A proxy that gathered events would hold them back.
      ...(route.stream === "text/event-stream"
        ? { "X-Accel-Buffering": "no", "Cache-Control": "private, no-store, no-transform" }
        : {}),
      ...(result.filename ? { "Content-Disposition": `attachment; filename="${result.filename}"` } : {}),
    },
  });
}
