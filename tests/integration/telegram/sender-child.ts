/** A process of its own that calls Telegram on command, as any worker does. */
import type { LoadedConnection } from "#lib/channels/load-connection.ts";
import { callTelegram, type Priority } from "#lib/channels/telegram/sender/call-telegram.ts";

export interface Command {
  connection: LoadedConnection;
  /** All at once. */
  calls: { chatId: number; text: string; priority: Priority; maxWaitMs: number; what?: "send" | "typing" }[];
}

// Also when the test that started this process is gone.
process.on("disconnect", () => process.exit(0));

process.on("message", async ({ id, command }: { id: number; command: Command }) => {
  const { connection } = command;
  const results = await Promise.all(
    command.calls.map(({ chatId, text, priority, maxWaitMs, what = "send" }) =>
      callTelegram({
        ...{ connection, priority, chatId, counts: what === "send", idempotent: false, maxWaitMs },
        run: async (api, signal) => {
          if (what === "typing") await api.sendChatAction(chatId, "typing", {}, signal);
          else await api.sendMessage(chatId, text, {}, signal);
        },
      }),
    ),
  );
  process.send?.({ id, results: results.map((result) => (result.ok ? "ok" : result.reason)) });
});
process.send?.({ ready: true });
