/** The gateway as workers/main.ts runs it. Prints its port; ends with its parent, after writing what it has metered. */
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";
import { startLedger } from "#lib/usage/ledger.ts";
import { startGateway } from "#workers/gateway/serve.ts";

await startTeamCaches();
const ledger = await startLedger({ journalDir: process.argv[2] ?? "" });
const gateway = await startGateway({ port: 0, host: "127.0.0.1" });
process.send?.({ port: gateway.port });
process.once("message", async () => {
  await gateway.close();
  await ledger.stop();
  process.exit(0);
});
