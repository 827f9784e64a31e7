import { authenticateKey } from "#lib/teams/authenticate-key.ts";
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";

/**
 * A process of its own, as the gateway is one: uses a key all the time, and says on standard output whenever it begins
 * (`works`) or ceases (`dead`) to work. `listen` hears invalidations; `deaf` has only the caches' expiry.
 */
const [, , rawKey = "", mode] = process.argv;
if (mode === "listen") await startTeamCaches();
let before: boolean | undefined;
setInterval(async () => {
  const works = (await authenticateKey({ rawKey, now: new Date() })) !== null;
  if (works !== before) process.stdout.write(works ? "works\n" : "dead\n");
  before = works;
}, 20);
