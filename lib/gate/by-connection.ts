import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { isAnswering } from "./is-answering.ts";
import { sideBySide } from "./side-by-side.ts";

/** Bots at a time, and groups of one bot at a time. */
const BOTS = 16;
const GROUPS_OF_A_BOT = 4;

/**
 * Works through groups, each bot's in their order and side by side with other bots'. Those of a bot whose Telegram does not
 * answer are left out, so that they hold up nobody.
 * @param options.silent bots that were found silent: looked up here, and added to
 */
export async function byConnection<T extends { connectionId: string }>(options: {
  groups: T[];
  silent: Set<string>;
  work: (group: T, connection: LoadedConnection) => Promise<void>;
}): Promise<void> {
  const { groups, silent, work } = options;
  const ofBots = Map.groupBy(groups, ({ connectionId }) => connectionId);
  await sideBySide([...ofBots], BOTS, async ([connectionId, ofBot]) => {
    if (silent.has(connectionId)) return;
    const connection = await loadConnection(connectionId);
    if (!connection?.token || !(await isAnswering(connection))) {
      silent.add(connectionId);
      return;
    }
    await sideBySide(ofBot, GROUPS_OF_A_BOT, (group) => work(group, connection));
  });
}
