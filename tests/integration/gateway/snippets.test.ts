import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inferenceSnippets, managementSnippets } from "#components/team/keys/snippets.ts";
import { type Caller, openGatewayWorld } from "./gateway-world.ts";

const run = promisify(execFile);
const options = { timeout: 20_000, cwd: import.meta.dirname };

let world: Awaited<ReturnType<typeof openGatewayWorld>>;
let caller: Caller;
let code: Record<string, string>;
beforeAll(async () => {
  world = await openGatewayWorld();
  caller = await world.caller();
  const snippets = inferenceSnippets({ gatewayUrl: world.url, apiKey: caller.raw, model: caller.model });
  code = Object.fromEntries(snippets.map((snippet) => [snippet.label, snippet.code]));
});
afterAll(() => world.close());

// The sandbox's provider answers every message with what it was told.
const ANSWER = /You wrote: “Hello”/;

test("the printed curl line answers", async () => {
  const { stdout } = await run("sh", ["-c", code.curl ?? ""], options);
  const { model, choices, usage } = JSON.parse(stdout);
  expect(model).toBe(caller.model);
  expect(choices[0].message.content).toMatch(ANSWER);
  expect(usage.total_tokens).toBeGreaterThan(0);
});

test.each(["Node.js", "AI SDK"])("the printed program for %s answers", async (label) => {
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code[label] ?? ""], options);
  expect(stdout).toMatch(ANSWER);
});

test("the printed Python program is Python, and runs where the client is installed", async (context) => {
  const program = code.Python ?? "";
  const python = (...args: string[]) => spawnSync("python3", args, { encoding: "utf8", timeout: 20_000 });
  if (python("--version").status !== 0) return context.skip();
  const parsed = python("-c", "import ast, sys; ast.parse(sys.argv[1])", program);
  expect(parsed.stderr).toBe("");
  if (python("-c", "import openai").status !== 0) return;
  expect((await run("python3", ["-c", program], options)).stdout).toMatch(ANSWER);
});

test("every call of a program is charged to its key", async () => {
  await run("sh", ["-c", code.curl ?? ""], options);
  const charges = await world.charges(caller.team);
  expect(charges.length).toBeGreaterThan(0);
  expect(new Set(charges.map(({ keyLineageId }) => keyLineageId))).toEqual(new Set([caller.key.lineageId]));
});

test("the snippet of a management key asks for its own team", () => {
  const [snippet] = managementSnippets({ dashboardUrl: "https://example.test", apiKey: "sb_mgmt_x", teamId: "t" });
  expect(snippet?.code).toContain("https://example.test/api/admin/teams/t");
});
