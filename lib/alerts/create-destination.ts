import { v7 } from "uuid";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { AppError } from "../infra/errors.ts";
import type { AlertDestination } from "../infra/prisma/client.ts";
import type { AlertKind } from "../infra/prisma/enums.ts";
import { said } from "../infra/said.ts";
import { auditedDestination } from "./audited-destination.ts";
import { checkBot, checkKinds, checkUrl } from "./check-destination.ts";
import { newSecret } from "./destination-secret.ts";

const MOST_PER_TEAM = 20;

export type NewDestination = { name: string; kinds: AlertKind[] } & (
  | { kind: "WEBHOOK"; url: string }
  | { kind: "TELEGRAM"; connectionId: string; chatId: string }
);

/**
 * Adds a place where alerts are sent.
 * @param options.teamId null for the operators' alerts
 * @returns the destination, and a webhook's secret, which is shown this once
 * @throws AppError invalid_input naming the field; conflict when there are twenty already
 */
export async function createDestination(options: {
  teamId: string | null;
  destination: NewDestination;
  actor: Actor;
}): Promise<{ destination: AlertDestination; secret: string | null }> {
  const { teamId, destination, actor } = options;
  const { kind, name, kinds } = destination;
  checkKinds({ teamId, kinds });
  const id = v7();
  const made = destination.kind === "WEBHOOK" ? newSecret(id) : null;
  const where =
    destination.kind === "WEBHOOK"
      ? { url: await checkUrl(destination.url), secretEncrypted: made?.sealed ?? null }
      : { connectionId: destination.connectionId, chatId: destination.chatId };
  const row = await getDb().$transaction(async (tx) => {
    if (destination.kind === "TELEGRAM") await checkBot(tx, { teamId, connectionId: destination.connectionId });
    if ((await tx.alertDestination.count({ where: { teamId } })) >= MOST_PER_TEAM) {
      throw new AppError("conflict", said`There are ${MOST_PER_TEAM} destinations already: remove one first.`);
    }
    const created = await tx.alertDestination.create({ data: { id, teamId, kind, name, kinds, ...where } });
    await writeAudit(tx, {
      ...{ actor, action: "alert_destination.create", teamId, targetType: "alert_destination", targetId: id },
      before: null,
      after: auditedDestination(created),
    });
    return created;
  });
  return { destination: row, secret: made?.secret ?? null };
}
