import { v7 } from "uuid";
import { encryptSecret } from "#lib/infra/crypto.ts";
import { getDb } from "#lib/infra/db.ts";
import { encryptionKey } from "#lib/infra/env.ts";
import type { Alert, AlertDestination, Prisma } from "#lib/infra/prisma/client.ts";
import { uniqueName } from "./unique-name.ts";

/** An open alert of a limit that is used up; null: the operators' alert of a queue. */
export async function createAlert(
  teamId: string | null,
  overrides: Partial<Prisma.AlertUncheckedCreateInput> = {},
): Promise<Alert> {
  const about =
    teamId === null
      ? ({ kind: "JOB_DEAD", severity: "WARNING", facts: { queue: "room-turns", count: 2 } } as const)
      : ({ kind: "LIMIT_REACHED", severity: "CRITICAL", facts: limitFacts(teamId) } as const);
  return getDb().alert.create({ data: { ...about, dedupeKey: uniqueName("test"), ...overrides, teamId } });
}

/** A webhook whose secret is WEBHOOK_SECRET. */
export async function createAlertDestination(
  teamId: string | null,
  overrides: Partial<Prisma.AlertDestinationUncheckedCreateInput> = {},
): Promise<AlertDestination> {
  const id = v7();
  return getDb().alertDestination.create({
    data: {
      kind: "WEBHOOK",
      name: uniqueName("destination"),
      url: "https://example.com/hook",
      secretEncrypted: encryptSecret(encryptionKey(), WEBHOOK_SECRET, `alert-destination:${id}`),
      ...overrides,
      id,
      teamId,
    },
  });
}

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

function limitFacts(teamId: string) {
  return {
    ...{ teamName: "Acme", limitId: v7(), scope: "TEAM", subjectId: teamId, subjectName: "Acme", unit: "REQUESTS" },
    ...{ window: "DAY", amount: "10", used: "10", percent: 100, softPercent: null },
    windowEnd: new Date(Date.now() + 3_600_000).toISOString(),
  };
}
