import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { toast } from "#components/ui/toast.tsx";
import { useFormat } from "#components/use-format.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { SetTeamsActiveBody, SetTeamsActiveJson, TeamJson, TeamListItemJson } from "#lib/http/resources/teams.ts";

type Named = Pick<TeamJson, "id" | "displayName">;
type Pages = InfiniteData<Page<TeamListItemJson>>;
/** What the admin API takes in one request. */
const MOST_AT_ONCE = 200;
/** A toast has room for so many. */
const MOST_FAILURES = 5;

/** Switches teams on or off: shown at once, and undone from the toast, which takes back only what was changed. */
export function useSwitchTeams() {
  const t = useTranslations("teams.switch");
  const format = useFormat();
  const queryClient = useQueryClient();
  const lists = { queryKey: ["teams", "pages"] };

  const mutation = useMutation({
    mutationFn: async ({ teams, active }: { teams: readonly Named[]; active: boolean }) => {
      const items: SetTeamsActiveJson["items"] = [];
      for (let at = 0; at < teams.length; at += MOST_AT_ONCE) {
        const teamIds = teams.slice(at, at + MOST_AT_ONCE).map(({ id }) => id);
        const body: SetTeamsActiveBody = { teamIds, active };
        items.push(...(await api<SetTeamsActiveJson>("/teams/set-active", { body })).items);
      }
      return { items };
    },
    meta: { errorToast: t("failed") },
    onMutate: async ({ teams, active }) => {
      await queryClient.cancelQueries(lists);
      const before = queryClient.getQueriesData<Pages>(lists);
      const ids = new Set(teams.map(({ id }) => id));
      queryClient.setQueriesData<Pages>(lists, (data) => data && withActive(data, ids, active));
      return { before };
    },
    onError: (_error, _variables, context) => {
      for (const [key, data] of context?.before ?? []) queryClient.setQueryData(key, data);
    },
    onSuccess: ({ items }, { teams, active }) => {
      const of = (outcome: string) =>
        teams.filter(({ id }) => items.some((one) => one.teamId === id && one.outcome === outcome));
      tellChanged(of("changed"), active);
      tellFailed(of("failed"), items);
      if (items.every(({ outcome }) => outcome === "unchanged"))
        toast.info(t("nothing"), { description: t("nothingText") });
    },
    onSettled: () => {
      queryClient.invalidateQueries({ queryKey: ["teams"] });
      queryClient.invalidateQueries({ queryKey: ["team"] });
    },
  });

  function tellChanged(changed: readonly Named[], active: boolean) {
    const [first] = changed;
    if (!first) return;
    const count = changed.length;
    const one = { name: first.displayName };
    const many = active ? t("onMany", { count }) : t("offMany", { count });
    toast.success(count > 1 ? many : active ? t("onOne", one) : t("offOne", one), {
      description: active ? t("onText") : t("offText"),
      duration: 10_000,
      action: { label: t("undo"), onClick: () => mutation.mutate({ teams: changed, active: !active }) },
    });
  }

  function tellFailed(failed: readonly Named[], items: SetTeamsActiveJson["items"]) {
    if (failed.length === 0) return;
    const lines = failed.slice(0, MOST_FAILURES).map(({ id, displayName: name }) => {
      const code = items.find(({ teamId }) => teamId === id)?.error?.code;
      return code === "not_found" ? t("gone", { name }) : t("failedOne", { name });
    });
    toast.error(t("someFailed", { count: failed.length }), { description: format.list(lines) });
  }

  return mutation;
}

function withActive(data: Pages, ids: ReadonlySet<string>, active: boolean): Pages {
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: page.items.map((team) => (ids.has(team.id) ? { ...team, active } : team)),
    })),
  };
}
