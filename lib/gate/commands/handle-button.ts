import type { CallbackQuery } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";

/**
 * Carries out the press of a button of the gate's own menus, whose data begins with `g:`.
 * @returns whether it was one
 */
export async function handleGateButton(_options: {
  connection: LoadedConnection;
  query: CallbackQuery;
  now: Date;
}): Promise<boolean> {
  return false;
}
