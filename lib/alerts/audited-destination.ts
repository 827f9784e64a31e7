import type { AlertDestination } from "../infra/prisma/client.ts";

/** What the audit log keeps of a destination: paths and queries of webhooks are often secrets themselves. */
export function auditedDestination(destination: AlertDestination): Record<string, unknown> {
  const { name, kind, connectionId, chatId, kinds, active } = destination;
  const of = destination.url === null ? { connectionId, chatId } : { url: originOf(destination.url) };
  return { name, kind: kind.toLowerCase(), ...of, kinds: kinds.map((one) => one.toLowerCase()), active };
}

/** `https://example.com/…` */
export function originOf(url: string): string {
  return `${new URL(url).origin}/…`;
}
