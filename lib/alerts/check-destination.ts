import { checkOutgoingUrl, type UrlProblem } from "../infra/check-outgoing-url.ts";
import type { Tx } from "../infra/db.ts";
import { invalidField } from "../infra/errors.ts";
import type { AlertKind } from "../infra/prisma/enums.ts";
import { type Said, said } from "../infra/said.ts";
import { PLATFORM_KINDS, TEAM_KINDS } from "./alert-facts.ts";
import { loadAllowedHosts } from "./allowed-hosts.ts";

const WORDS: Record<UrlProblem, Said> = {
  invalidUrl: said`The URL must be a URL, such as https://example.com/alerts.`,
  scheme: said`The URL must start with https:// or http://.`,
  credentials: said`The URL must not contain a user name or password.`,
  port: said`The URL must use port 80, 443, 8080 or 8443; for another one an operator has to allow the host.`,
  privateAddress: said`The URL must not point inside the network; an operator can allow the host.`,
};

/** @throws AppError invalid_input */
export async function checkUrl(url: string): Promise<string> {
  const checked = checkOutgoingUrl({ url, allowedHosts: await loadAllowedHosts() });
  if (!checked.ok) throw invalidField("url", WORDS[checked.problem]);
  return checked.url.href;
}

/**
 * A bot writes for its own team; the operators' alerts may go through any.
 * @throws AppError invalid_input
 */
export async function checkBot(tx: Tx, options: { teamId: string | null; connectionId: string }): Promise<void> {
  const { teamId, connectionId } = options;
  const bot = await tx.connection.findUnique({ where: { id: connectionId } });
  const isTheirs = bot && (teamId === null || bot.teamId === teamId);
  if (!isTheirs || bot.kind !== "TELEGRAM" || bot.archivedAt !== null) {
    throw invalidField("connectionId", said`There is no Telegram bot ${connectionId} to write with.`);
  }
}

/** @throws AppError invalid_input for a kind that such a destination never hears of */
export function checkKinds(options: { teamId: string | null; kinds: AlertKind[] }): void {
  const known: readonly AlertKind[] = options.teamId === null ? PLATFORM_KINDS : TEAM_KINDS;
  const stray = options.kinds.find((kind) => !known.includes(kind));
  if (!stray) return;
  const names = known.map((kind) => kind.toLowerCase()).join(", ");
  throw invalidField("kinds", said`"${stray.toLowerCase()}" is not among the kinds that arrive here: ${names}.`);
}
