"use client";

import {
  createContext,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { Baseline, ConfigDraft } from "#components/team/configuration/config-draft.ts";
import type { OnboardingJson, TeamJson } from "#lib/http/resources/teams.ts";

export type TeamRole = "operator" | "owner" | "admin" | "viewer";

export interface TeamContextValue {
  team: TeamJson;
  role: TeamRole;
  isOperator: boolean;
  /** Configuration, limits, keys, connections and members. */
  canWrite: boolean;
  /** To make owners and to take the role away. */
  canChangeOwners: boolean;
  /** The gateway's address, without a slash at the end. */
  gatewayUrl: string;
  /** The sandbox's Bot API, in a demo. */
  sandboxApiRoot: string | null;
  /** What is typed into the configuration and not saved yet: it outlives a look at another tab. */
  draft: ConfigDraft;
  setDraft: Dispatch<SetStateAction<ConfigDraft>>;
  /** What was saved when the draft was begun; null without a draft. */
  draftBase: Baseline | null;
  setDraftBase: Dispatch<SetStateAction<Baseline | null>>;
  /** What the page below a tab is about, for the way up: a group's title. */
  crumb: string | null;
  setCrumb: Dispatch<SetStateAction<string | null>>;
  /** How far the team was when its page was opened. */
  onboarding: OnboardingJson;
}

const TeamContext = createContext<TeamContextValue | null>(null);

export type TeamProviderProps = Pick<
  TeamContextValue,
  "team" | "role" | "gatewayUrl" | "sandboxApiRoot" | "onboarding"
>;

export function TeamProvider({
  team,
  role,
  gatewayUrl,
  sandboxApiRoot,
  onboarding,
  children,
}: TeamProviderProps & { children: ReactNode }) {
  const [draft, setDraft] = useState<ConfigDraft>({});
  const [draftBase, setDraftBase] = useState<Baseline | null>(null);
  const [crumb, setCrumb] = useState<string | null>(null);
  const value = useMemo(
    () => ({
      team,
      role,
      gatewayUrl,
      sandboxApiRoot,
      onboarding,
      draft,
      setDraft,
      draftBase,
      setDraftBase,
      crumb,
      setCrumb,
      isOperator: role === "operator",
      canWrite: role !== "viewer",
      canChangeOwners: role === "operator" || role === "owner",
    }),
    [team, role, gatewayUrl, sandboxApiRoot, onboarding, draft, draftBase, crumb],
  );
  return <TeamContext value={value}>{children}</TeamContext>;
}

export function useTeam() {
  const value = useContext(TeamContext);
  if (!value) throw new Error("useTeam is called outside a team's page");
  return value;
}

/** Names the page in the breadcrumbs, while it is open. */
export function useCrumb(label: string | undefined) {
  const { setCrumb } = useTeam();
  useEffect(() => {
    setCrumb(label ?? null);
    return () => setCrumb(null);
  }, [label, setCrumb]);
}
