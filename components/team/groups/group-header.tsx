"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, ExternalLink, ShieldOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/api-client.ts";
import { GroupBadge } from "#components/team/groups/group-badge.tsx";
import { groupQuery, staleGroups } from "#components/team/groups/groups-queries.ts";
import { botName } from "#components/team/groups/use-trouble-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { GroupDetailJson } from "#lib/http/resources/groups.ts";

/** Which group it is, how its gate does, the switch, and the way to its pages. */
export function GroupHeader({ group }: { group: GroupDetailJson }) {
  const t = useTranslations("groups");
  const { team, canWrite } = useTeam();
  const { id, title, username, connection } = group;
  const home = `/teams/${team.id}/groups/${id}`;
  return (
    <header className="mb-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-start gap-3 sm:items-center">
          <Avatar name={title} size="lg" />
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <h2 className="min-w-0 break-words font-semibold text-lg">
                <bdi>{title}</bdi>
              </h2>
              <GroupBadge group={group} />
            </div>
            <p className="text-ink-muted text-sm">
              {username ? (
                <a
                  href={`https://t.me/${username}`}
                  target="_blank"
                  rel="noreferrer"
                  className="text-accent-text hover:underline"
                >
                  <bdi dir="ltr">@{username}</bdi>
                </a>
              ) : (
                t("privateGroup")
              )}
              {" · "}
              {t.rich("guardedBy", { bot: () => <bdi dir="auto">{botName(connection)}</bdi> })}
            </p>
          </div>
        </div>
        {canWrite && <Actions group={group} />}
      </div>
      <LinkTabs
        label={t("pages.label")}
        className="mt-4"
        tabs={[
          { href: home, label: t("pages.protection") },
          { href: `${home}/activity`, label: t("pages.activity") },
        ]}
      />
    </header>
  );
}

function Actions({ group }: { group: GroupDetailJson }) {
  const t = useTranslations("groups");
  const { enabled, title, username, mutedNow } = group;
  const [leaving, setLeaving] = useState(false);
  const { setEnabled, remove } = useGroupActions(group);
  return (
    <div className="flex items-center gap-3">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
      <label className="flex items-center gap-2 font-medium text-sm">
        <Switch
          aria-label={t("guardSwitch", { group: title })}
          checked={enabled}
          onCheckedChange={(next) => setEnabled.mutate(next)}
        />
        {t(enabled ? "on" : "off")}
      </label>
      <DropdownMenu
        trigger={
          <IconButton
            variant="secondary"
            tooltip={false}
            label={t("actionsFor", { group: title })}
            icon={<Ellipsis aria-hidden />}
          />
        }
      >
        {username && (
          <MenuItem
            icon={<ExternalLink aria-hidden className="rtl:-scale-x-100" />}
            onSelect={() => window.open(`https://t.me/${username}`, "_blank", "noreferrer")}
          >
            {t("openInTelegram")}
          </MenuItem>
        )}
        <MenuItem tone="danger" icon={<ShieldOff aria-hidden />} onSelect={() => setLeaving(true)}>
          {t("unprotect.action")}
        </MenuItem>
      </DropdownMenu>
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title={t("unprotect.title", { group: title })}
        description={t("unprotect.text", { count: mutedNow })}
        confirmLabel={t("unprotect.confirm")}
        onConfirm={() => remove.mutateAsync()}
      />
    </div>
  );
}

/** On and off, which shows at once and can be undone, and off for good, which asks first. */
function useGroupActions({ id, title }: GroupDetailJson) {
  const t = useTranslations("groups");
  const { team } = useTeam();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { queryKey } = groupQuery(team.id, id);

  const setEnabled = useMutation({
    mutationFn: (enabled: boolean) => api<GroupDetailJson>(`/groups/${id}`, { method: "PATCH", body: { enabled } }),
    meta: { errorToast: t("switchFailed", { group: title }) },
    onMutate: async (enabled) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (group) => group && { ...group, enabled });
      return { before };
    },
    onError: (_error, _enabled, result) => queryClient.setQueryData(queryKey, result?.before),
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKey, saved);
      if (saved.enabled) toast.success(t("switchedOn", { group: title }));
      else {
        toast.success(t("switchedOff", { group: title }), {
          description: t("switchedOffText"),
          action: { label: t("undo"), onClick: () => setEnabled.mutate(true) },
        });
      }
    },
    onSettled: () => staleGroups(queryClient, team.id),
  });

  const remove = useMutation({
    mutationFn: () => api<void>(`/groups/${id}`, { method: "DELETE" }),
    meta: { errorToast: t("unprotect.failed", { group: title }) },
    onSuccess: () => {
      toast.success(t("unprotect.done", { group: title }), { description: t("unprotect.doneText") });
      router.push(`/teams/${team.id}/groups`);
      void staleGroups(queryClient, team.id);
    },
  });

  return { setEnabled, remove };
}
