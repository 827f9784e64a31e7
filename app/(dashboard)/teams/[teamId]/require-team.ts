import { notFound } from "next/navigation";
import { cache } from "react";
import type { TeamRole } from "#components/team/team-context.tsx";
import { requireUser } from "#lib/auth/session.ts";
import { presentTeam } from "#lib/http/present/present-team.ts";
import type { TeamJson } from "#lib/http/resources/teams.ts";
import { readVisibleTeam } from "#lib/teams/read-visible-team.ts";

export interface VisibleTeam {
  team: TeamJson;
  role: TeamRole;
}

/** The team that a page is about, if whoever is signed in may see it; else the page is not found. Asked once per request. */
export const requireTeam: (teamId: string) => Promise<VisibleTeam> = cache(async (teamId) => {
  const found = await readVisibleTeam({ teamId, user: await requireUser() });
  if (!found) notFound();
  return { team: presentTeam(found.team), role: found.role.toLowerCase() as TeamRole };
});

export interface TeamPageProps {
  params: Promise<{ teamId: string }>;
}
