import { invalidField, notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { listTimeZones } from "../teams/list-time-zones.ts";
import { readTeam } from "../teams/read-team.ts";
import { localDay } from "../usage/window.ts";
import type { Principal } from "./principal.ts";

const DAY_MS = 86_400_000;
/** Days in a report that names no first one. */
const DEFAULT_DAYS = 30;
/** Keeps a report that lists every day bounded. */
const MOST_DAYS = 1_100;

/**
 * The days of a report, both included: 30 up to today unless said otherwise. Usage is kept by the days of its team, so
 * today is the newest day that any of the teams has begun.
 * @throws AppError invalid_input when the range ends before it begins, or is longer than three years
 */
export async function reportRange(options: {
  query: { from?: string | undefined; to?: string | undefined };
  teams: { teamIds?: string[] };
  now: Date;
}): Promise<{ from: string; to: string }> {
  const { query, teams, now } = options;
  const to = query.to ?? newestDay(await listTimeZones(teams), now);
  const from = query.from ?? addDays(to, 1 - DEFAULT_DAYS);
  if (from > to) throw invalidField("from", said`The first day ${from} is after the last one, ${to}.`);
  if (daysBetween(from, to) >= MOST_DAYS) {
    throw invalidField("from", said`The range from ${from} to ${to} is longer than ${MOST_DAYS} days.`);
  }
  return { from, to };
}

/** @returns YYYY-MM-DD; in UTC without any zones */
export function newestDay(timeZones: string[], now: Date): string {
  const days = timeZones.map((timeZone) => localDay({ timeZone, at: now }));
  return days.sort().at(-1) ?? now.toISOString().slice(0, 10);
}

/** @param day YYYY-MM-DD */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days `to` is after `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/**
 * The teams to report on: the one asked for, else all that the caller may see (for an operator, no restriction).
 * @throws AppError not_found, alike for a team of others and for none
 */
export async function visibleTeams(teamId: string | undefined, principal: Principal): Promise<{ teamIds?: string[] }> {
  if (teamId === undefined) return principal.isOperator ? {} : { teamIds: [...principal.roles.keys()] };
  if (!principal.isOperator && !principal.roles.has(teamId)) throw notFound(said`The team was not found.`);
  if (principal.isOperator) await readTeam(teamId);
  return { teamIds: [teamId] };
}
