/** The bare limit of bench/turn: one process, many grammY bots, one call to the provider and one reply per message. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Bot, webhookCallback } from "grammy";

interface BareBot {
  id: number;
  connectionId: string;
  token: string;
  secret: string;
  sandbox: string;
  model: string;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const bots: BareBot[] = JSON.parse(process.env.BARE_BOTS ?? "[]");
const handlers = new Map(
  await Promise.all(
    bots.map(async ({ connectionId, token, secret, sandbox, model }): Promise<[string, Handler]> => {
      const bot = new Bot(token, { client: { apiRoot: `${sandbox}/telegram` } });
      bot.on("message:text", async (ctx) => {
        const answer = await fetch(`${sandbox}/provider/v1/chat/completions`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ model, messages: [{ role: "user", content: ctx.message.text }] }),
        });
        const { choices } = (await answer.json()) as { choices: { message: { content: string } }[] };
        await ctx.reply(choices[0]?.message.content ?? "");
      });
      await bot.init();
      return [`/webhooks/telegram/${connectionId}`, webhookCallback(bot, "http", { secretToken: secret })];
    }),
  ),
);

const server = createServer((request, response) => {
  const handle = handlers.get(request.url ?? "");
  if (handle) return void handle(request, response);
  response.writeHead(request.url === "/health" ? 200 : 404).end();
});
server.listen(Number(process.env.BARE_PORT), "127.0.0.1");
for (const event of ["SIGTERM", "disconnect"] as const) process.once(event, () => process.exit(0));
