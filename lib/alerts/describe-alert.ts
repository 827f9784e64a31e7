import type { AlertFacts, GateFacts } from "./alert-facts.ts";

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
    case "GATE_TROUBLE":
      return describeGate(facts);
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
    case "GATE_TROUBLE":
      return `/teams/${teamId}/groups/${facts.groupId}`;
  }
}

const GATE_REASONS: Record<string, string> = {
  bot_not_in_group: "the bot was removed from the group",
  basic_group: "the group has to be made a supergroup",
  bot_not_admin: "the bot is no admin of the group",
  cannot_delete: "the bot may not delete messages",
  cannot_restrict: "the bot may not restrict members",
  cannot_invite: "the bot may not let people in on request",
  channel_not_found: "Telegram does not find the channel",
  not_channel_admin: "the bot is no admin of the channel",
  telegram_unreachable: "Telegram does not answer who is a member",
};

function describeGate({ code, groupTitle, groups, channelTitle, teamName }: GateFacts): string {
  const where = channelTitle === null ? "" : ` (channel "${channelTitle}")`;
  const which = groups === 1 ? `the group "${groupTitle}"` : `${groups} groups, such as "${groupTitle}",`;
  return `The gate of ${which} of ${teamName} does not work: ${GATE_REASONS[code] ?? code}${where}.`;
}

function limitOf(facts: Extract<AlertFacts, { limitId: string }>): string {
  const of = facts.scope === "TEAM" ? facts.teamName : `"${facts.subjectName}" of ${facts.teamName}`;
  return `The limit of ${of} on ${UNIT[facts.unit]} per ${WINDOW[facts.window]}`;
}

function amountOf(unit: keyof typeof UNIT, digits: string): string {
  if (unit === "COST") return (Number(digits) / NANO).toLocaleString("en-US", { maximumFractionDigits: 4 });
  return BigInt(digits).toLocaleString("en-US");
}
