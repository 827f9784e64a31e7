import { Hono } from "hono";
import type { ChatEvent, TelegramWorld } from "../world.ts";
import { findControlChat } from "./find-chat.ts";
import { viewMessage } from "./views.ts";

const heartbeatMs = 15_000;
/** Events a slow reader may be behind; past that its stream ends and it starts anew. */
const maxBacklog = 1000;

/** Server-sent events of one chat, or of all. */
export function eventRoutes(world: TelegramWorld): Hono {
  const app = new Hono();
  app.get("/chats/:chat/events", (c) => eventStream(world, findControlChat(world, c.req.param("chat")).key));
  app.get("/events", () => eventStream(world, "*"));
  return app;
}

function eventStream(world: TelegramWorld, chatKey: string): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          if ((controller.desiredSize ?? 0) < -maxBacklog) {
            stop();
            controller.close();
          } else controller.enqueue(encoder.encode(text));
        };
        const unwatch = world.watch(chatKey, (event) => send(frame(event.type, event.seq, withMessage(world, event))));
        const heartbeat = setInterval(() => send(": still here\n\n"), heartbeatMs);
        heartbeat.unref();
        stop = () => {
          unwatch();
          clearInterval(heartbeat);
        };
        send(frame("ready", world.seq, { type: "ready", seq: world.seq, chatKey }));
      },
      cancel() {
        stop();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache, no-transform" },
  });
}

/** New and changed messages come with the event, as they are at that moment. */
function withMessage(world: TelegramWorld, event: ChatEvent): Record<string, unknown> {
  if (event.type !== "message" && event.type !== "edit") return event;
  const chat = world.chats.get(event.chatKey);
  const id = Number(event.messageId);
  const message = chat?.messages.get(id) ?? chat?.ephemeral.get(id);
  return chat && message ? { ...event, message: viewMessage(world, chat, message) } : event;
}

function frame(event: string, id: number, data: Record<string, unknown>): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
