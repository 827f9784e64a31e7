/** The bare limit of bench/gate: one process, one grammY bot behind a webhook, one look into a Map per message. */
import { createServer } from "node:http";
import { Bot, webhookCallback } from "grammy";
import { personOf, readWorld } from "./world.ts";

const world = readWorld();
const bot = new Bot(world.token, { client: { apiRoot: `http://127.0.0.1:${world.port}/telegram` } });
const members = new Map<number, boolean>();
for (let n = 0; n < world.crowd.count * 0.8; n += 1) members.set(personOf(world, n, true), true);
let held = 0;
bot.on("message", (ctx) => {
  if (!members.get(ctx.from.id)) held += 1;
});
await bot.init();
const handle = webhookCallback(bot, "http", { secretToken: process.env.BENCH_SECRET ?? "" });
const server = createServer((request, response) => {
  if (request.method === "POST") return void handle(request, response);
  response.writeHead(request.url === "/health" ? 200 : 404).end(`${held}`);
});
server.listen(Number(process.env.BARE_PORT), "127.0.0.1");
for (const event of ["SIGTERM", "disconnect"] as const) process.once(event, () => process.exit(0));
