import { getDb } from "../infra/db.ts";
import { accountIdOf, type ConnectionSettings, checkApiRoot } from "../teams/connection-account.ts";
import { findAccountHolder } from "../teams/find-account-holder.ts";
import type { HealthProblem } from "./health-problems.ts";
import { type BotAccount, inspectToken } from "./telegram/inspect-token.ts";

const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * Asks the platform whose account a token belongs to, before anything is stored, and whether somebody uses that account
 * here already. Who else has it is told to its own team alone.
 * @throws AppError invalid_input (apiRoot by somebody who is no operator)
 */
export async function checkCredentials(options: {
  teamId: string;
  token: string;
  settings: ConnectionSettings;
  isOperator: boolean;
  /** The connection that will get the token, and the server that it has now. */
  exceptId?: string | undefined;
  apiRootBefore?: string | undefined;
}): Promise<{ ok: true; account: BotAccount } | { ok: false; problem: HealthProblem }> {
  const { teamId, token, settings, isOperator, exceptId = NOBODY, apiRootBefore } = options;
  checkApiRoot({ before: apiRootBefore, after: settings.apiRoot, isOperator });
  const found = await inspectToken({ token, apiRoot: settings.apiRoot });
  if (!found.ok) return found;
  const holder = await getDb().$transaction((tx) =>
    findAccountHolder(tx, {
      ...{ kind: "TELEGRAM", externalId: accountIdOf(token), apiRoot: settings.apiRoot },
      exceptId,
    }),
  );
  if (!holder) return found;
  if (holder.teamId !== teamId) return { ok: false, problem: { code: "taken", values: {} } };
  return { ok: false, problem: { code: "takenHere", values: { name: holder.name } } };
}
