import { afterAll, describe, expect, test } from "vitest";
import { sweepConnections } from "#lib/alerts/sweep-connections.ts";
import { sweepDeadJobs } from "#lib/alerts/sweep-dead-jobs.ts";
import { sweepDrifts } from "#lib/alerts/sweep-drifts.ts";
import { sweepLimits } from "#lib/alerts/sweep-limits.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { alertDeliveries } from "#lib/queues/alerts.ts";
import { createLimit, deleteLimit, updateLimit } from "#lib/usage/limits.ts";
import { createAlertDestination } from "#tests/factories/create-alert.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createEndUser } from "#tests/factories/create-end-user.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

const NOW = new Date("2026-05-20T12:00:00Z");
const TOMORROW = new Date("2026-05-21T00:00:01Z");

afterAll(async () => {
  await alertDeliveries.close();
  await closeInfra();
});

const alertsOf = (teamId: string) => getDb().alert.findMany({ where: { teamId }, orderBy: { id: "asc" } });
const deliveriesTo = (destinationId: string) =>
  getDb().alertDelivery.findMany({ where: { destinationId }, orderBy: { id: "asc" }, include: { alert: true } });

describe("limits", () => {
  async function used(requests: bigint) {
    const team = await createTeam();
    const limit = await createLimit(
      { teamId: team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 100n, softPercent: 80 },
      NOW,
    );
    // As the ledger leaves it behind.
    const counter = await getDb().usageCounter.findFirstOrThrow({ where: { teamId: team.id } });
    await getDb().usageCounter.update({ where: { id: counter.id }, data: { usedRequests: requests } });
    const { windowStart } = counter;
    const crossed = { teamId: team.id, limitId: limit.id, subjectId: team.id, windowStart, percent: 80 };
    const row = await getDb().limitAlert.create({ data: crossed });
    const sweep = (now = NOW) => sweepLimits({ now, teamIds: [team.id] });
    return { team, limit, counter, row, sweep };
  }

  test("a crossed soft limit becomes one alert, whoever sweeps, and goes to whom it concerns", async () => {
    const { team, limit, row, sweep } = await used(85n);
    const [all, others] = await Promise.all([
      createAlertDestination(team.id),
      createAlertDestination(team.id, { kinds: ["CONNECTION_UNHEALTHY"] }),
      createAlertDestination(team.id, { active: false }),
    ]);
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    const alerts = await alertsOf(team.id);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ kind: "SOFT_LIMIT", severity: "WARNING", resolvedAt: null });
    expect(alerts[0]?.facts).toMatchObject({
      ...{ limitId: limit.id, teamName: team.displayName, scope: "TEAM", unit: "REQUESTS", window: "DAY" },
      ...{ amount: "100", used: "85", percent: 85, softPercent: 80, windowEnd: "2026-05-21T00:00:00.000Z" },
    });
    expect((await getDb().limitAlert.findUniqueOrThrow({ where: { id: row.id } })).raisedAt).toEqual(NOW);
    expect(await deliveriesTo(all.id)).toMatchObject([{ event: "OPENED", status: "PENDING" }]);
    expect(await getDb().alertDelivery.count({ where: { destination: { teamId: team.id } } })).toBe(1);
    expect(await deliveriesTo(others.id)).toEqual([]);
  });

  test("it is over when its window is, and who heard of it hears that, once", async () => {
    const { team, sweep } = await used(85n);
    const destination = await createAlertDestination(team.id);
    await sweep();
    const late = await createAlertDestination(team.id);
    await Promise.all([sweep(TOMORROW), sweep(TOMORROW)]);
    await sweep(TOMORROW);
    expect((await alertsOf(team.id)).map(({ resolvedAt }) => resolvedAt)).toEqual([TOMORROW]);
    expect((await deliveriesTo(destination.id)).map(({ event }) => event)).toEqual(["OPENED", "RESOLVED"]);
    expect(await deliveriesTo(late.id)).toEqual([]);
  });

  test("a limit that is used up is one more alert, and over once it is raised", async () => {
    const { team, limit, sweep } = await used(100n);
    await Promise.all([sweep(), sweep()]);
    expect((await alertsOf(team.id)).map(({ kind }) => kind).sort()).toEqual(["LIMIT_REACHED", "SOFT_LIMIT"]);
    await updateLimit({ teamId: team.id, limitId: limit.id, amount: 110n }, NOW);
    await sweep();
    const open = (await alertsOf(team.id)).filter(({ resolvedAt }) => resolvedAt === null);
    expect(open.map(({ kind }) => kind)).toEqual(["SOFT_LIMIT"]);
    await deleteLimit({ teamId: team.id, limitId: limit.id });
    await sweep();
    expect((await alertsOf(team.id)).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
  });

  test.each([
    [null, []],
    [80, ["LIMIT_REACHED"]],
  ])("that an end user has used up a share is news where warnings are asked for: %j", async (softPercent, kinds) => {
    const team = await createTeam();
    const connection = await createConnection(team.id);
    const endUser = await createEndUser({ teamId: team.id, connectionId: connection.id });
    await createLimit(
      {
        ...{ teamId: team.id, scope: "END_USER", subjectId: endUser.id, unit: "REQUESTS", window: "DAY" },
        ...{ amount: 5n, softPercent },
      },
      NOW,
    );
    await getDb().usageCounter.updateMany({ where: { teamId: team.id }, data: { usedRequests: 5n } });
    await sweepLimits({ now: NOW, teamIds: [team.id] });
    expect((await alertsOf(team.id)).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("what nobody could raise while its window lasted is left alone", async () => {
    const { team, row, sweep } = await used(85n);
    await sweep(TOMORROW);
    expect(await alertsOf(team.id)).toEqual([]);
    expect((await getDb().limitAlert.findUniqueOrThrow({ where: { id: row.id } })).raisedAt).not.toBeNull();
  });
});

describe("connections", () => {
  const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

  test("unhealthy for a minute is an alert, healthy again ends it, and a hiccup is none", async () => {
    const team = await createTeam();
    const connection = await createConnection(team.id, {
      health: "UNHEALTHY",
      healthReason: "The token is not valid.",
    });
    const sweep = (seconds: number) => sweepConnections({ now: later(seconds), teamIds: [team.id] });
    const set = (health: "HEALTHY" | "UNHEALTHY") =>
      getDb().connection.update({ where: { id: connection.id }, data: { health } });

    await sweep(0);
    await sweep(50);
    expect(await alertsOf(team.id)).toEqual([]);
    await set("HEALTHY");
    await sweep(55);
    await set("UNHEALTHY");
    await sweep(58);
    await sweep(61);
    expect(await alertsOf(team.id), "the minute begins anew").toEqual([]);
    await Promise.all([sweep(118), sweep(118)]);
    expect(await alertsOf(team.id)).toMatchObject([
      {
        kind: "CONNECTION_UNHEALTHY",
        severity: "CRITICAL",
        facts: { connectionName: connection.name, reason: "The token is not valid." },
        resolvedAt: null,
      },
    ]);
    await set("HEALTHY");
    await sweep(121);
    expect((await alertsOf(team.id)).map(({ resolvedAt }) => resolvedAt)).toEqual([later(121)]);
    await set("UNHEALTHY");
    await sweep(124);
    await sweep(190);
    expect(await alertsOf(team.id), "the next time is an alert of its own").toHaveLength(2);
  });

  test.each([
    ["paused", { active: false }],
    ["removed", { archivedAt: NOW }],
  ])("one that is %s alarms nobody", async (_, data) => {
    const team = await createTeam();
    const connection = await createConnection(team.id, { health: "UNHEALTHY" });
    const sweep = (seconds: number) => sweepConnections({ now: later(seconds), teamIds: [team.id] });
    await sweep(0);
    await sweep(60);
    expect(await alertsOf(team.id)).toHaveLength(1);
    await getDb().connection.update({ where: { id: connection.id }, data });
    await sweep(63);
    expect((await alertsOf(team.id)).map(({ resolvedAt }) => resolvedAt)).toEqual([later(63)]);
  });
});

describe("what concerns the installation", () => {
  const platformAlerts = (dedupeKey: string) =>
    getDb().alert.findMany({ where: { dedupeKey, teamId: null }, orderBy: { id: "asc" } });

  test("jobs that failed for good are one alert per queue, with the figure of now, until they are gone", async () => {
    const queue = uniqueName("queue");
    const sweep = (count: number) =>
      sweepDeadJobs({ now: NOW, readDeadJobs: async () => (count ? [{ queue, count }] : []) });
    await Promise.all([sweep(1), sweep(1)]);
    await sweep(3);
    const [alert, ...more] = await platformAlerts(`dead-jobs:${queue}`);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ kind: "JOB_DEAD", facts: { queue, count: 3 }, resolvedAt: null });
    await sweep(0);
    expect(await platformAlerts(`dead-jobs:${queue}`)).toMatchObject([{ resolvedAt: NOW }]);
    await sweep(1);
    expect(await platformAlerts(`dead-jobs:${queue}`)).toHaveLength(2);
    await sweep(0);
  });

  test("usage that does not add up is the operators' alert, per team, until it does", async () => {
    const team = await createTeam();
    const drift = { teamId: team.id };
    await sweepDrifts({ now: NOW, drifts: [drift, drift] });
    await sweepDrifts({ now: NOW, drifts: null });
    expect(await platformAlerts(`drift:${team.id}`)).toMatchObject([
      { kind: "DRIFT", facts: { driftTeamId: team.id, teamName: team.displayName, differences: 2 }, resolvedAt: null },
    ]);
    expect(await alertsOf(team.id)).toEqual([]);
    await sweepDrifts({ now: NOW, drifts: [] });
    expect(await platformAlerts(`drift:${team.id}`)).toMatchObject([{ resolvedAt: NOW }]);
  });
});
