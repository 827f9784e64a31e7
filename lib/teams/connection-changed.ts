import { log } from "../infra/log.ts";
import { publish } from "../infra/relay.ts";

/** The relay topic that tells every process that a connection was made, changed or removed. */
export const CONNECTIONS_CHANGED = "connections.changed";

/** Tells the bots, after the write is committed; whoever misses it looks at the rows again within seconds. */
export async function connectionChanged(change: { teamId: string; connectionId?: string }): Promise<void> {
  await publish(CONNECTIONS_CHANGED, change).catch((err: unknown) =>
    log().warn({ err }, "change of connections not sent"),
  );
}
