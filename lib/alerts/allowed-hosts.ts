import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { hostEntry } from "../infra/check-outgoing-url.ts";
import { getDb, isUniqueViolation } from "../infra/db.ts";
import { fieldError, invalidField, notFound } from "../infra/errors.ts";
import type { AllowedHost } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";

/** The hosts that tenants' URLs may reach although they are inside. */
export async function loadAllowedHosts(): Promise<ReadonlySet<string>> {
  const rows = await getDb().allowedHost.findMany({ select: { host: true } });
  return new Set(rows.map(({ host }) => host));
}

export async function listAllowedHosts(): Promise<AllowedHost[]> {
  return getDb().allowedHost.findMany({ orderBy: { host: "asc" } });
}

/** @throws AppError invalid_input for what is no host; conflict when it is on the list already */
export async function allowHost(options: { host: string; actor: Actor }): Promise<AllowedHost> {
  const { actor } = options;
  const host = hostEntry(options.host);
  if (host === null) {
    throw invalidField("host", said`must be a host name or an address, with or without a port: hooks.intranet:9000`);
  }
  try {
    return await getDb().$transaction(async (tx) => {
      const row = await tx.allowedHost.create({ data: { host, createdBy: actor.label } });
      await writeAudit(tx, {
        ...{ actor, action: "allowed_host.create", teamId: null, targetType: "allowed_host", targetId: host },
        before: null,
        after: { host },
      });
      return row;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = said`${host} is allowed already.`;
    throw fieldError("conflict", "host", message);
  }
}

/** @throws AppError not_found */
export async function disallowHost(options: { host: string; actor: Actor }): Promise<void> {
  const { actor, host } = options;
  await getDb().$transaction(async (tx) => {
    const { count } = await tx.allowedHost.deleteMany({ where: { host } });
    if (count === 0) throw notFound(said`The host was not found.`);
    await writeAudit(tx, {
      ...{ actor, action: "allowed_host.delete", teamId: null, targetType: "allowed_host", targetId: host },
      before: { host },
      after: null,
    });
  });
}
