import { v7 } from "uuid";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { encryptSecret } from "../infra/crypto.ts";
import { getDb, isUniqueViolation } from "../infra/db.ts";
import { encryptionKey } from "../infra/env.ts";
import { fieldError, notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { Provider } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { checkBaseUrl } from "./check-base-url.ts";
import { CATALOG_KEY } from "./load-catalog.ts";

export interface ProviderFields {
  name: string;
  /** OpenAI-compatible, up to and including the version: `https://openrouter.ai/api/v1`. */
  baseUrl: string;
  /** Null: none is sent. */
  apiKey?: string | null | undefined;
  /** Lower goes first. */
  priority: number;
  timeoutMs: number;
  enabled: boolean;
}

/**
 * Makes or changes a model provider; of a change, what is left out stays. Its key is stored encrypted and never shown.
 * @throws AppError not_found, invalid_input (base URL), conflict (the name is taken)
 */
export async function writeProvider(
  options: { actor: Actor } & (
    | { providerId?: undefined; fields: ProviderFields }
    | { providerId: string; fields: { [K in keyof ProviderFields]?: ProviderFields[K] | undefined } }
  ),
): Promise<Provider> {
  const { actor, fields } = options;
  if (fields.baseUrl !== undefined) checkBaseUrl(fields.baseUrl);
  const id = options.providerId ?? v7();
  const { apiKey, ...columns } = fields;
  const sealed =
    apiKey === undefined
      ? {}
      : { apiKeyEncrypted: apiKey === null ? null : encryptSecret(encryptionKey(), apiKey, `provider:${id}`) };
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  try {
    const provider = await getDb().$transaction(async (tx) => {
      const before = options.providerId ? await tx.provider.findUnique({ where: { id } }) : null;
      if (options.providerId && !before) throw notFound(said`The provider was not found.`);
      const after = before
        ? await tx.provider.update({ where: { id }, data: { ...given, ...sealed } })
        : await tx.provider.create({ data: { ...(columns as ProviderFields), ...sealed, id } });
      await writeAudit(tx, {
        actor,
        action: before ? "provider.update" : "provider.create",
        teamId: null,
        targetType: "provider",
        targetId: id,
        before: before && audited(before),
        after: { ...audited(after), ...(before && apiKey ? { apiKeyReplaced: true } : {}) },
      });
      return after;
    });
    await dropEverywhere([CATALOG_KEY]);
    return provider;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = said`There is another provider named "${fields.name ?? ""}".`;
    throw fieldError("conflict", "name", message);
  }
}

function audited(provider: Provider): Record<string, unknown> {
  const { name, baseUrl, priority, timeoutMs, enabled, apiKeyEncrypted } = provider;
  return { name, baseUrl, priority, timeoutMs, enabled, hasApiKey: apiKeyEncrypted !== null };
}
