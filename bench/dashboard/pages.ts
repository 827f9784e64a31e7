import { getDb } from "../../lib/infra/db.ts";

/** A page's requests to the admin API, as it makes them together. */
export interface Page {
  name: string;
  paths: string[];
  /** Whether its figures must come from sums alone: its plans may touch raw rows only through the index of fresh ones. */
  isReport: boolean;
}

const DAY_MS = 86_400_000;

/** Every page that shows usage, over all teams and for the team with the most of it. */
export async function dashboardPages(now: Date): Promise<Page[]> {
  const [busiest] = await getDb().usageDayTotal.groupBy({
    by: ["teamId"],
    where: { slice: "TEAM" },
    _sum: { requests: true },
    orderBy: { _sum: { requests: "desc" } },
    take: 1,
  });
  const teamId = busiest?.teamId ?? "";
  const turn = await getDb().usageRecord.findFirstOrThrow({
    where: { teamId, channel: "api", endUserId: { not: null } },
    orderBy: { occurredAt: "desc" },
  });
  const [key, user] = [turn.keyLineageId, turn.endUserId];
  const range = (days: number) => `from=${dayAgo(now, days - 1)}&to=${dayAgo(now, 0)}`;
  const overview = (name: string, query: string, by: string, isReport = true): Page => ({
    ...{ name, isReport },
    paths: [`/overview?${query}`, `/usage/series?${query}&by=${by}`],
  });
  const explorer = (name: string, query: string, groupBy: string): Page => ({
    ...{ name, isReport: true },
    paths: [
      `/usage?${query}&groupBy=${groupBy}&limit=50`,
      `/usage/series?${query}&by=${groupBy === "day" ? "none" : groupBy}`,
    ],
  });
  const other = (name: string, ...paths: string[]): Page => ({ name, paths, isReport: false });
  const team = `teamId=${teamId}`;
  return [
    overview("overview, today by hour", range(1), "team"),
    overview("overview, 7 days by team", range(7), "team"),
    overview("overview, 30 days by team", range(30), "team"),
    overview("overview, 30 days by model", range(30), "model"),
    overview("overview, 30 days by key", range(30), "key"),
    overview("overview, 90 days by channel", range(90), "channel"),
    other("overview's chart, 7 days by hour and team", `/usage/series?${range(7)}&bucket=hour&by=team`),
    overview("team, 30 days by model", `${team}&${range(30)}`, "model"),
    overview("team, 90 days by key", `${team}&${range(90)}`, "key"),
    other("activity, newest", "/activity"),
    explorer("usage by day, 30 days", range(30), "day"),
    explorer("usage by team, 30 days", range(30), "team"),
    explorer("usage by key, 90 days", range(90), "key"),
    explorer("usage by model of a channel, 90 days", `${range(90)}&channel=telegram`, "model"),
    explorer("usage by team of a model, 30 days", `${range(30)}&model=bulk/deep`, "team"),
    explorer("usage of a team by key, 30 days", `${team}&${range(30)}`, "key"),
    explorer("usage of a team by end user, 30 days", `${team}&${range(30)}`, "endUser"),
    explorer("usage of a key by end user, 30 days", `${team}&keyLineageId=${key}&${range(30)}`, "endUser"),
    explorer("usage of an end user by day, 90 days", `${team}&endUserId=${user}&${range(90)}`, "day"),
    other("turns of a team", `/turns?${team}`),
    other("turns of a key", `/turns?${team}&keyLineageId=${key}`),
    other("turns of an end user", `/turns?${team}&endUserId=${user}`),
    other("turns of a model of a team", `/turns?${team}&model=bulk/legacy`),
    other("turns of a model that nobody used", `/turns?${team}&model=bulk/nothing`),
    other("turns that ended early", `/turns?${team}&status=interrupted`),
    other("turns that failed", `/turns?${team}&status=failed`),
    other("a turn", `/turns/${turn.id}`),
    other("end users", `/end-users?${team}&q=person`),
    other("teams by tokens", "/teams?sort=tokens&order=desc"),
    other("a team's keys", `/teams/${teamId}`, `/teams/${teamId}/keys`),
    other("a team's limits", `/teams/${teamId}`, `/teams/${teamId}/limits`),
    other("a team's connections", `/teams/${teamId}`, `/teams/${teamId}/connections`),
    other("a team's members", `/teams/${teamId}`, `/teams/${teamId}/members`, `/teams/${teamId}/invitations`),
    other("a team's configuration", `/teams/${teamId}`, `/teams/${teamId}/config`),
    other("models and providers", "/models", "/providers", "/providers/health"),
    other("audit", "/audit", "/audit/facets"),
    other("alerts", "/alerts", "/alert-destinations"),
    other("operations", "/operations/queues", "/operations/processes", "/operations/storage"),
  ];
}

function dayAgo(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);
}
