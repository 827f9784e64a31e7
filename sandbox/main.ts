import { believablePace } from "./provider/settings.ts";
import { startSandbox } from "./start-sandbox.ts";
import { applyScene, sceneSchema } from "./telegram/apply-scene.ts";

/** Runs the sandbox as a process of its own, at the pace of real services, until SIGTERM or SIGINT. */
const port = readPort(process.env.SANDBOX_PORT ?? "3002");
const scene = readScene(process.env.SANDBOX_SCENE ?? "{}");
const pace = process.env.SANDBOX_PACE === "fast" ? {} : believablePace;

// Nobody may be reading what it says.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

try {
  const sandbox = await startSandbox({ port, host: process.env.HOST ?? "127.0.0.1", provider: pace });
  applyScene(sandbox.telegram, scene);
  console.log(
    `sandbox ready at ${sandbox.url} (telegram ${sandbox.telegramApiRoot}, provider ${sandbox.providerBaseUrl})`,
  );
  // The last is how it learns that whoever started it with a channel is gone.
  for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const) {
    process.once(event, () => {
      void sandbox.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function readPort(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > 65_535) fail(`SANDBOX_PORT must be a port, 0 to 65535, not "${value}"`);
  return number;
}

function readScene(value: string) {
  try {
    return sceneSchema.parse(JSON.parse(value));
  } catch (error) {
    return fail(`SANDBOX_SCENE must be a scene as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fail(reason: string): never {
  console.error(`sandbox: ${reason}`);
  process.exit(1);
}
