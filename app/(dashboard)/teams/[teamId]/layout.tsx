import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { TeamScreen } from "#components/team/team-screen.tsx";
import { getEnv } from "#lib/infra/env.ts";
import { readOnboarding } from "#lib/teams/read-onboarding.ts";
import { sandboxApiRoot } from "#lib/teams/sandbox-api-root.ts";
import { requireTeam, type TeamPageProps } from "./require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  return { title: team.displayName };
}

export default async function TeamLayout({ params, children }: TeamPageProps & { children: ReactNode }) {
  const { team, role } = await requireTeam((await params).teamId);
  const onboarding = await readOnboarding({ teamId: team.id, now: new Date() });
  return (
    <TeamScreen
      key={team.id}
      team={team}
      role={role}
      gatewayUrl={await gatewayUrl()}
      sandboxApiRoot={sandboxApiRoot()}
      onboarding={onboarding}
    >
      {children}
    </TeamScreen>
  );
}

/** Where clients of the gateway send their calls, as far as this process can know: for the snippets. */
async function gatewayUrl(): Promise<string> {
  const { WEBHOOK_URL, GATEWAY_PORT } = getEnv();
  if (WEBHOOK_URL) return WEBHOOK_URL.replace(/\/+$/, "");
  const host = (await headers()).get("host") ?? "";
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "127.0.0.1";
  return `http://${name}:${GATEWAY_PORT}`;
}
