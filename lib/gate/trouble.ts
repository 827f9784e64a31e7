import type { LoadedConnection } from "../channels/load-connection.ts";
import type { TroubleCode } from "./trouble-codes.ts";

/** Whose trouble it is: one group's, or that of every group of the bot that asks for the channel. */
export type TroubleSubject = { group: { id: string } } | { connection: LoadedConnection; chatId: number };

/** Notes that the gate does not work, and why. */
export async function reportTrouble(
  _options: TroubleSubject & { code: TroubleCode; chatId?: number; now: Date },
): Promise<void> {}

/** Notes that it works again. */
export async function clearTrouble(
  _options: TroubleSubject & { codes?: TroubleCode[]; chatId?: number; now: Date },
): Promise<void> {}
