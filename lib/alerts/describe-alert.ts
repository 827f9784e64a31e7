import type { AlertFacts } from "./alert-facts.ts";

const UNIT = { REQUESTS: "requests", TOKENS: "tokens", COST: "USD" } as const;
const WINDOW = { DAY: "day", MONTH: "month" } as const;
const NANO = 1_000_000_000;

/** One sentence in English, for those who read an alert outside of the dashboard. */
export function describeAlert(facts: AlertFacts): string {
  switch (facts.kind) {
    case "SOFT_LIMIT":
      return `${limitOf(facts)} is at ${facts.percent} %: ${amountOf(facts.unit, facts.used)} of ${amountOf(facts.unit, facts.amount)} ${UNIT[facts.unit]} are used.`;
    case "LIMIT_REACHED":
      return `${limitOf(facts)} is reached: all ${amountOf(facts.unit, facts.amount)} ${UNIT[facts.unit]} are used, and further calls are refused until ${facts.windowEnd.slice(0, 16).replace("T", " ")} UTC.`;
    case "CONNECTION_UNHEALTHY":
      return `The connection "${facts.connectionName}" of ${facts.teamName} does not work${facts.reason ? `: ${facts.reason}` : "."}`;
    case "JOB_DEAD":
      return `${facts.count} ${facts.count === 1 ? "job" : "jobs"} of the queue "${facts.queue}" failed for good.`;
    case "DRIFT":
      return `The usage of ${facts.teamName} does not add up: ${facts.differences} ${facts.differences === 1 ? "difference" : "differences"} between ledger, rows and totals.`;
  }
}

/** Where in the dashboard its cause is. */
export function causePath(facts: AlertFacts, teamId: string | null): string {
  switch (facts.kind) {
    case "SOFT_LIMIT":
    case "LIMIT_REACHED":
      return `/teams/${teamId}/limits`;
    case "CONNECTION_UNHEALTHY":
      return `/teams/${teamId}/connections`;
    case "JOB_DEAD":
      return "/operations";
    case "DRIFT":
      return `/teams/${facts.driftTeamId}`;
  }
}

function limitOf(facts: Extract<AlertFacts, { limitId: string }>): string {
  const of = facts.scope === "TEAM" ? facts.teamName : `"${facts.subjectName}" of ${facts.teamName}`;
  return `The limit of ${of} on ${UNIT[facts.unit]} per ${WINDOW[facts.window]}`;
}

function amountOf(unit: keyof typeof UNIT, digits: string): string {
  if (unit === "COST") return (Number(digits) / NANO).toLocaleString("en-US", { maximumFractionDigits: 4 });
  return BigInt(digits).toLocaleString("en-US");
}
