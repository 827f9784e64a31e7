import { join } from "node:path";
import { getEnv } from "#lib/infra/env.ts";
import { roomSweeps } from "#lib/queues/rooms.ts";
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";
import { startLedger } from "#lib/usage/ledger.ts";
import { startBots } from "#workers/bots/start-bots.ts";
import { startRoomsProcessors } from "#workers/processors/rooms.ts";
import { startTelegramProcessors } from "#workers/processors/telegram.ts";

// A worker as workers/main.ts runs it, for one team's bots: killed, and started again, by the tests beside this file.
const ids = new Set((process.env.TEST_CONNECTION_IDS ?? "").split(","));
await startLedger({ journalDir: join(getEnv().DATA_DIR, "journal-assistant") });
await startTeamCaches();
if (process.env.TEST_ROLES !== "bots") {
  startTelegramProcessors();
  startRoomsProcessors();
  setInterval(() => void roomSweeps.add({}), 5_000);
}
await startBots({ webhookUrl: undefined, isMine: (id) => ids.has(id) });
console.log("ready");
