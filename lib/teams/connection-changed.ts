import { log } from "../infra/log.ts";
import { publish } from "../infra/relay.ts";

/** Tells the bots, after the write is committed; whoever misses it looks at the rows again within seconds. */
export async function connectionChanged(change: { teamId: string; connectionId?: string }): Promise<void> {
  await publish("connections.changed", change).catch((err: unknown) =>
    log().warn({ err }, "change of connections not sent"),
  );
}
