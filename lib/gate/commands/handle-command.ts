import type { Message } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";

/**
 * Carries out a command of the gate.
 * @param options.group the protected group where it was said, null where nothing is protected yet, and in private
 * @returns whether the message was a command of the gate: nobody else shall answer it then
 */
export async function handleGateCommand(_options: {
  connection: LoadedConnection;
  message: Message;
  group: { id: string } | null;
  now: Date;
}): Promise<boolean> {
  return false;
}
