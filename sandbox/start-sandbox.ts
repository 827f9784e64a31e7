import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { answerControlError } from "./http/control-error.ts";
import { isLoopback, loopbackOnly } from "./http/loopback.ts";
import { chatCompletions } from "./provider/chat-completions.ts";
import { providerControl } from "./provider/control-routes.ts";
import { listModels } from "./provider/list-models.ts";
import { ProviderWorld } from "./provider/provider-world.ts";
import type { ProviderSettingsInput } from "./provider/settings.ts";
import { botApi } from "./telegram/bot-api.ts";
import { telegramControl } from "./telegram/control/control-routes.ts";
import { registerBot } from "./telegram/register-bot.ts";
import { TelegramWorld, type TelegramWorldOptions } from "./telegram/world.ts";

export interface StartSandboxOptions {
  /** 0 takes any free port. */
  port?: number;
  /** A loopback address; nothing else is accepted. */
  host?: string;
  provider?: ProviderSettingsInput;
  telegram?: TelegramWorldOptions;
}

export interface Sandbox {
  port: number;
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** What grammY calls `apiRoot`. */
  telegramApiRoot: string;
  /** What the `openai` client calls `baseURL`. */
  providerBaseUrl: string;
  telegram: TelegramWorld;
  provider: ProviderWorld;
  close(): Promise<void>;
}

/** Starts the stand-ins on one port of this machine. */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? "127.0.0.1";
  if (!isLoopback(host)) throw new Error(`the sandbox listens on this machine only, not on ${host}`);
  const telegram = new TelegramWorld(options.telegram);
  for (const bot of options.telegram?.bots ?? []) registerBot(telegram, bot);
  const provider = new ProviderWorld(options.provider);

  const app = buildApp(telegram, provider);
  const listener = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false });
  const server = createServer((req, res) => {
    if (req.method === "POST" && isChatCompletions(req.url)) void answerChat(provider, req, res);
    else void listener(req, res);
  });
  // Longer than any client keeps an idle connection, so none is closed under a request.
  server.keepAliveTimeout = 75_000;
  await listen(server, options.port ?? 0, host);

  const port = (server.address() as AddressInfo).port;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  return {
    port,
    url,
    telegramApiRoot: `${url}/telegram`,
    providerBaseUrl: `${url}/provider/v1`,
    telegram,
    provider,
    close: () => close(server, telegram),
  };
}

function buildApp(telegram: TelegramWorld, provider: ProviderWorld): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError(answerControlError);
  app.get("/", (c) =>
    c.json({ name: "sandbox", telegram: "/telegram", provider: "/provider/v1", control: "/sandbox" }),
  );
  app.get("/health", (c) => c.json({ ok: true }));
  app.route("/telegram", botApi(telegram));
  app.get("/provider/v1/models", (c) => listModels(provider, c));
  app.get("/provider/v1/models/:model{.+}", (c) => listModels(provider, c));
  app.use("/sandbox/*", loopbackOnly());
  app.route("/sandbox/telegram", telegramControl(telegram));
  app.route("/sandbox/provider", providerControl(provider));
  return app;
}

function isChatCompletions(url: string | undefined): boolean {
  return url === "/provider/v1/chat/completions" || url?.startsWith("/provider/v1/chat/completions?") === true;
}

async function answerChat(provider: ProviderWorld, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    await chatCompletions(provider, req, res);
  } catch (error) {
    process.stderr.write(`sandbox: a completion failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    res.destroy();
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server, telegram: TelegramWorld): Promise<void> {
  telegram.stop();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
