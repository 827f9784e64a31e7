import type { Actor } from "#lib/audit/write-audit.ts";
import { getDb } from "#lib/infra/db.ts";
import { costNano } from "#lib/models/cost.ts";
import { parsePrice } from "#lib/models/price.ts";
import { writeModel } from "#lib/models/write-model.ts";
import { writeProvider } from "#lib/models/write-provider.ts";
import { findEndUser } from "#lib/rooms/find-end-user.ts";
import { findHttpConnection } from "#lib/rooms/find-http-connection.ts";
import { createConnection } from "#lib/teams/create-connection.ts";
import { createKey } from "#lib/teams/create-key.ts";
import { createTeam } from "#lib/teams/create-team.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { rollUp } from "#lib/usage/roll-up.ts";
import { windowOf } from "#lib/usage/window.ts";
import { READER_PREFIX, seedBroadcasts } from "./demo/broadcasts.ts";
import { DEMO_END_USERS, DEMO_MODELS } from "./demo/catalogue.ts";
import { seedGate } from "./demo/gate-scene.ts";
import { DEMO_TEAMS, type DemoTeam } from "./demo/teams.ts";
import { type HistoryTeam, usageHistory } from "./demo/usage-history.ts";

const ACTOR: Actor = { type: "system", id: null, label: "demo" };
const HISTORY_DAYS = 30;
const ROWS_AT_ONCE = 1_000;
// Lower goes first: the second is there to fall back on.
const PROVIDERS = [
  { name: "Sandbox", priority: 10 },
  { name: "Sandbox (second)", priority: 20 },
];

/**
 * Fills an empty installation with what a prospective customer should see: three teams, their models, limits, a bot in the
 * sandbox and a month of usage.
 * @param options.sandboxUrl where the sandbox listens, without a path
 * @returns an inference key of one of the teams; undefined when there is anything in the installation already
 */
export async function seedDemo(options: { sandboxUrl: string; now: Date }): Promise<{ apiKey: string } | undefined> {
  if ((await getDb().team.count()) > 0 || (await getDb().provider.count()) > 0) return undefined;
  const models = await seedCatalogue(options.sandboxUrl);
  let apiKey = "";
  for (const [index, demo] of DEMO_TEAMS.entries()) {
    const seeded = await seedTeam({ ...options, demo, models, seed: index + 1 });
    if (demo.showsKey) apiKey = seeded.apiKey;
  }
  await rollUp();
  return { apiKey };
}

/** The sandbox may listen on another port than at the last start: the demo's provider and bots follow it. */
export async function pointDemoAtSandbox(options: { sandboxUrl: string }): Promise<void> {
  const names = PROVIDERS.map(({ name }) => name);
  await getDb().provider.updateMany({
    where: { name: { in: names } },
    data: { baseUrl: providerUrl(options.sandboxUrl) },
  });
  await getDb().$executeRaw`
    UPDATE connections SET settings = settings || jsonb_build_object('apiRoot', ${telegramUrl(options.sandboxUrl)}::text)
    WHERE settings->>'apiRoot' ~ '^http://127\.0\.0\.1:[0-9]+/telegram$'`;
}

async function seedCatalogue(sandboxUrl: string): Promise<HistoryTeam["models"]> {
  const models: HistoryTeam["models"] = [];
  for (const provider of PROVIDERS) {
    const { id: providerId } = await writeProvider({
      actor: ACTOR,
      fields: { ...provider, baseUrl: providerUrl(sandboxUrl), timeoutMs: 60_000, enabled: true },
    });
    // A fallback must exist before it is named.
    for (const model of [...DEMO_MODELS].sort((a, b) => a.fallbacks.length - b.fallbacks.length)) {
      const prices = { inputPrice: parsePrice(model.inputPrice), outputPrice: parsePrice(model.outputPrice) };
      await writeModel({
        actor: ACTOR,
        fields: {
          ...model,
          ...prices,
          fallbacks: [...model.fallbacks],
          providerId,
          upstreamName: model.publicId,
          enabled: true,
        },
      });
      if (provider === PROVIDERS[0]) models.push({ publicId: model.publicId, providerId, weight: 1, ...prices });
    }
  }
  return models;
}

async function seedTeam(options: {
  demo: DemoTeam;
  models: HistoryTeam["models"];
  sandboxUrl: string;
  now: Date;
  seed: number;
}): Promise<{ apiKey: string }> {
  const { demo, models, sandboxUrl, now, seed } = options;
  const team = await createTeam({ ...demo.team, actor: ACTOR });
  const { key, raw } = await createKey({ teamId: team.id, name: "Website", scope: "INFERENCE", actor: ACTOR, now });
  const bot = demo.bot
    ? await createConnection({
        teamId: team.id,
        name: demo.bot.name,
        token: demo.bot.token,
        settings: { apiRoot: telegramUrl(sandboxUrl) },
        ...{ assistant: true, gate: demo.bot.gate === true, feed: false, inbox: false },
        actor: ACTOR,
        isOperator: true,
      })
    : undefined;
  if (bot && demo.bot?.gate) await seedGate({ teamId: team.id, connectionId: bot.id, now });
  const api = await findHttpConnection(team.id);
  const source = async (connectionId: string, prefix: string) =>
    Promise.all(
      DEMO_END_USERS.map(async (name, index) => {
        const endUser = await findEndUser({ teamId: team.id, connectionId, externalId: `${prefix}${index}`, name });
        return endUser.id;
      }),
    );
  const sources: HistoryTeam["sources"] = [
    {
      channel: "api",
      connectionId: api.id,
      keyId: key.id,
      keyLineageId: key.lineageId,
      weight: demo.apiShare,
      endUserIds: await source(api.id, "customer-"),
    },
  ];
  if (bot) {
    sources.push({
      channel: "telegram",
      connectionId: bot.id,
      weight: 1 - demo.apiShare,
      endUserIds: await source(bot.id, READER_PREFIX),
    });
    // After its end users.
    if (demo.bot?.broadcasts) await seedBroadcasts({ teamId: team.id, connectionId: bot.id, now });
  }
  const weighted = models
    .filter((model) => demo.models[model.publicId])
    .map((model) => ({ ...model, weight: demo.models[model.publicId] ?? 0 }));
  const rows = usageHistory({
    team: { teamId: team.id, timeZone: team.timeZone, turnsPerDay: demo.turnsPerDay, models: weighted, sources },
    ...{ days: HISTORY_DAYS, now, seed, cost: costNano },
  });
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await getDb().usageRecord.createMany({ data: rows.slice(from, from + ROWS_AT_ONCE) });
  }
  for (const { usedShare, ...limit } of demo.limits) {
    const { start } = windowOf({ window: limit.window, timeZone: team.timeZone, now });
    const used = rows
      .filter((row) => row.occurredAt >= start)
      .reduce((sum, row) => sum + (limit.unit === "COST" ? row.costNano : BigInt(row.tokensIn + row.tokensOut)), 0n);
    const amount = usedShare ? roundUp(used, usedShare, limit.amount) : limit.amount;
    await createLimit({ teamId: team.id, ...limit, amount }, now, ACTOR);
  }
  return { apiKey: raw };
}

/** The smallest multiple of `step / 10` that is at least `step`, and of which `used` is at most `share`. */
function roundUp(used: bigint, share: number, step: bigint): bigint {
  const tenth = step / 10n;
  const needed = BigInt(Math.ceil(Number(used) / share));
  const rounded = ((needed + tenth - 1n) / tenth) * tenth;
  return rounded > step ? rounded : step;
}

const providerUrl = (sandboxUrl: string) => `${sandboxUrl}/provider/v1`;
const telegramUrl = (sandboxUrl: string) => `${sandboxUrl}/telegram`;
