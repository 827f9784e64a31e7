import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import type { ApiKey, Team, UsageRecord } from "#lib/infra/prisma/client.ts";
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";
import { startLedger } from "#lib/usage/ledger.ts";
import { startSandbox } from "#sandbox/start-sandbox.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { startGateway } from "#workers/gateway/serve.ts";

export type SandboxFault = Awaited<ReturnType<typeof startSandbox>>["provider"]["faults"][number];

export interface Caller {
  team: Team;
  key: ApiKey;
  raw: string;
  /** The only model the team may use unless a test says otherwise. */
  model: string;
  /** What the provider calls that model: the sandbox's calls and faults go by it. */
  upstream: string;
}

/** The gateway of this process on a real database, with the sandbox as its provider. */
export async function openGatewayWorld() {
  const sandbox = await startSandbox();
  const journalDir = mkdtempSync(join(tmpdir(), "gateway-journal-"));
  const stopCaches = await startTeamCaches();
  const ledger = await startLedger({ journalDir });
  const gateway = await startGateway({ port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${gateway.port}`;

  return {
    sandbox,
    gateway,
    ledger,
    url,
    /** A team of the test's own, with a key and one model at a provider of its own. */
    async caller(
      options: {
        team?: Parameters<typeof createTeam>[0];
        key?: Parameters<typeof createKey>[1];
        model?: Partial<Parameters<typeof createProviderWithModel>[0]>;
      } = {},
    ): Promise<Caller> {
      const model = options.model?.publicId ?? uniqueName("test/model");
      const upstream = options.model?.upstreamName ?? uniqueName("upstream");
      await createProviderWithModel({
        baseUrl: sandbox.providerBaseUrl,
        ...options.model,
        publicId: model,
        upstreamName: upstream,
      });
      const team = await createTeam({ availableModels: [model], defaultModel: model, ...options.team });
      const { key, raw } = await createKey(team.id, options.key);
      return { team, key, raw, model, upstream };
    },
    post: (caller: Caller, body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${caller.raw}`, "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    addFault(fault: Partial<SandboxFault>): SandboxFault {
      const rule = { times: 1, ...fault, id: Math.floor(Math.random() * 1e9), hits: 0 } as SandboxFault;
      sandbox.provider.faults.push(rule);
      return rule;
    },
    calls: (upstream: string) => sandbox.provider.calls.filter((call) => call.model === upstream),
    async charges(team: Team): Promise<UsageRecord[]> {
      await ledger.flush();
      return getDb().usageRecord.findMany({ where: { teamId: team.id }, orderBy: { id: "asc" } });
    },
    /** The counters of a team's limits, which must be closed when nothing runs. */
    async close() {
      await gateway.close();
      await ledger.stop();
      await stopCaches();
      await sandbox.close();
      await closeInfra();
      rmSync(journalDir, { recursive: true, force: true });
    },
  };
}

export type GatewayWorld = Awaited<ReturnType<typeof openGatewayWorld>>;

/** A body that the sandbox answers with exactly `text`. */
export function ask(model: string, text: string, more: Record<string, unknown> = {}) {
  return { model, messages: [{ role: "user", content: `[[say:${text}]]` }], ...more };
}

export const freshKey = () => `key-${randomUUID()}`;
