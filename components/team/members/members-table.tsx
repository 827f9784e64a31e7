"use client";

import { UserMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { rolesFor } from "#components/team/members/role-words.ts";
import { useChangeRole } from "#components/team/members/use-change-role.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { useFormat } from "#components/use-format.ts";
import type { MemberJson } from "#lib/http/resources/members.ts";

export interface MembersTableProps {
  members: readonly MemberJson[] | undefined;
  onRemove: (member: MemberJson) => void;
  empty: ReactNode;
}

export function MembersTable({ members, onRemove, empty }: MembersTableProps) {
  const t = useTranslations("members");
  const format = useFormat();
  const { canWrite, canChangeOwners } = useTeam();
  const columns = useMemo<Column<MemberJson>[]>(() => {
    const isMine = (member: MemberJson) => canWrite && (canChangeOwners || member.role !== "owner");
    return [
      {
        id: "name",
        header: t("columns.name"),
        sortBy: ({ name, email }) => name ?? email,
        cell: ({ name, email }) => (
          <span className="flex items-center gap-2.5">
            <Avatar name={name ?? email} className="max-sm:hidden" />
            <span className="min-w-0">
              <span className="block max-w-28 truncate font-medium sm:max-w-60">{name ?? email}</span>
              {name && <span className="block max-w-28 truncate text-ink-subtle sm:max-w-60 text-xs">{email}</span>}
            </span>
          </span>
        ),
      },
      {
        id: "role",
        header: t("columns.role"),
        sortBy: ({ role }) => role,
        interactive: true,
        cell: (member) =>
          isMine(member) ? (
            <RoleSelect member={member} />
          ) : (
            <Badge tone={member.role === "owner" ? "accent" : "neutral"}>{t(`roles.${member.role}`)}</Badge>
          ),
      },
      {
        id: "joined",
        header: t("columns.since"),
        from: "sm",
        sortBy: ({ joinedAt }) => joinedAt,
        cell: ({ joinedAt }) => <span className="text-ink-muted">{format.date(joinedAt)}</span>,
      },
      {
        id: "actions",
        header: t("columns.actions"),
        hideHeader: true,
        interactive: true,
        align: "end",
        cell: (member) =>
          isMine(member) && (
            <IconButton
              size="sm"
              label={t("remove", { name: member.name ?? member.email })}
              icon={<UserMinus aria-hidden />}
              onClick={() => onRemove(member)}
            />
          ),
      },
    ];
  }, [canWrite, canChangeOwners, onRemove, t, format]);
  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={members}
      rowId={({ userId }) => userId}
      empty={empty}
      skeletonRows={3}
    />
  );
}

function RoleSelect({ member }: { member: MemberJson }) {
  const t = useTranslations("members");
  const { canChangeOwners } = useTeam();
  const change = useChangeRole();
  return (
    <Select
      size="sm"
      className="w-32 sm:w-36"
      aria-label={t("roleOf", { name: member.name ?? member.email })}
      options={rolesFor(canChangeOwners).map((value) => ({
        value,
        label: t(`roles.${value}`),
        description: t(`roleTexts.${value}`),
      }))}
      value={member.role}
      onValueChange={(role) => role !== member.role && change.mutate({ member, role })}
    />
  );
}
