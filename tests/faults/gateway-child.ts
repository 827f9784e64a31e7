/** A gateway as a process of its own, for tests that kill it. Says its port to its parent. */
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";
import { startLedger } from "#lib/usage/ledger.ts";
import { startGateway } from "#workers/gateway/serve.ts";

await startTeamCaches();
const ledger = await startLedger({ journalDir: process.argv[2] ?? "" });
const gateway = await startGateway({ port: 0, host: "127.0.0.1" });
process.send?.({ port: gateway.port });
// A test that failed must not leave its gateway behind.
process.once("disconnect", () => process.exit(1));
process.on("message", async (message) => {
  if (message === "flush") {
    await ledger.flush();
    process.send?.("flushed");
    return;
  }
  await gateway.close();
  await ledger.stop();
  process.exit(0);
});
