import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";
import type { TeamKeyJson } from "#lib/http/resources/keys.ts";
import type { LimitHistoryJson, LimitJson } from "#lib/http/resources/limits.ts";
import type { InvitationJson, MemberJson } from "#lib/http/resources/members.ts";
import type { ModelJson } from "#lib/http/resources/models.ts";
import type { OnboardingJson, TeamConfigJson, TeamJson } from "#lib/http/resources/teams.ts";

type List<T> = { items: T[] };

/** Every query of one team starts with this, so that one call marks all of them stale. */
export const teamKey = (teamId: string) => ["team", teamId] as const;

export const teamQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "self"],
    queryFn: ({ signal }) => api<TeamJson>(`/teams/${teamId}`, { signal }),
  });

export const configQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "config"],
    queryFn: ({ signal }) => api<TeamConfigJson>(`/teams/${teamId}/config`, { signal }),
  });

export const onboardingQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "onboarding"],
    queryFn: ({ signal }) => api<OnboardingJson>(`/teams/${teamId}/onboarding`, { signal }),
  });

export const limitsQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "limits"],
    queryFn: ({ signal }) => api<List<LimitJson>>(`/teams/${teamId}/limits`, { signal }),
    select: ({ items }) => items,
  });

export const limitHistoryQuery = (teamId: string, limitId: string) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "limits", limitId, "history"],
    queryFn: ({ signal }) => api<LimitHistoryJson>(`/teams/${teamId}/limits/${limitId}/history`, { signal }),
  });

export const connectionsQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "connections"],
    queryFn: ({ signal }) => api<List<ConnectionJson>>(`/teams/${teamId}/connections`, { signal }),
    select: ({ items }) => items,
    // A new bot's health is known a moment after it was connected.
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.active && one.health === "unknown" && one.kind !== "http") ? 2_000 : 30_000,
  });

export const keysQuery = (teamId: string) =>
  infiniteQueryOptions({
    queryKey: [...teamKey(teamId), "keys"],
    queryFn: ({ pageParam, signal }) =>
      api<Page<TeamKeyJson>>(`/teams/${teamId}/keys`, { query: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const membersQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "members"],
    queryFn: ({ signal }) => api<List<MemberJson>>(`/teams/${teamId}/members`, { signal }),
    select: ({ items }) => items,
  });

export const invitationsQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "invitations"],
    queryFn: ({ signal }) => api<List<InvitationJson>>(`/teams/${teamId}/invitations`, { signal }),
    select: ({ items }) => items,
  });

/** Models that can be chosen: enabled, each public id once however many providers serve it. */
export const modelsQuery = queryOptions({
  queryKey: ["models", "enabled"],
  queryFn: ({ signal }) => api<Page<ModelJson>>("/models", { query: { enabled: true, limit: 200 }, signal }),
  select: ({ items }) => {
    const seen = new Map<string, ModelJson>();
    for (const model of items) if (!seen.has(model.publicId)) seen.set(model.publicId, model);
    return [...seen.values()].sort((a, b) => a.publicId.localeCompare(b.publicId));
  },
  staleTime: 60_000,
});
