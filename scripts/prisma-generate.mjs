// Runs after `npm ci` on whatever Node the machine has. Generating the client needs no schema engine, and the variable
// keeps Prisma from trying to download one.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../node_modules/prisma/build/index.js", import.meta.url));
const { status, stderr } = spawnSync(process.execPath, [cli, "generate", "--schema", "prisma/schema"], {
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
  encoding: "utf8",
});
if (status !== 0) {
  process.stderr.write(stderr);
  process.exit(status ?? 1);
}
