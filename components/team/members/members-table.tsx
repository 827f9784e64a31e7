"use client";

import { UserMinus } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { formatDate } from "#components/format.ts";
import { ROLE_LABELS, rolesFor } from "#components/team/members/role-words.ts";
import { useChangeRole } from "#components/team/members/use-change-role.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { MemberJson } from "#lib/http/resources/members.ts";

export interface MembersTableProps {
  members: readonly MemberJson[] | undefined;
  onRemove: (member: MemberJson) => void;
  empty: ReactNode;
}

export function MembersTable({ members, onRemove, empty }: MembersTableProps) {
  const { canWrite, canChangeOwners } = useTeam();
  const columns = useMemo<Column<MemberJson>[]>(() => {
    const isMine = (member: MemberJson) => canWrite && (canChangeOwners || member.role !== "owner");
    return [
      {
        id: "name",
        header: "Name",
        sortBy: ({ name, email }) => name ?? email,
        cell: ({ name, email }) => (
          <span className="flex items-center gap-2.5">
            <Avatar name={name ?? email} />
            <span className="min-w-0">
              <span className="block max-w-60 truncate font-medium">{name ?? email}</span>
              {name && <span className="block max-w-60 truncate text-ink-subtle text-xs">{email}</span>}
            </span>
          </span>
        ),
      },
      {
        id: "role",
        header: "Role",
        sortBy: ({ role }) => role,
        interactive: true,
        cell: (member) =>
          isMine(member) ? (
            <RoleSelect member={member} />
          ) : (
            <Badge tone={member.role === "owner" ? "accent" : "neutral"}>{ROLE_LABELS[member.role]}</Badge>
          ),
      },
      {
        id: "joined",
        header: "Since",
        from: "sm",
        sortBy: ({ joinedAt }) => joinedAt,
        cell: ({ joinedAt }) => <span className="text-ink-muted">{formatDate(joinedAt)}</span>,
      },
      {
        id: "actions",
        header: "Actions",
        hideHeader: true,
        interactive: true,
        align: "end",
        cell: (member) =>
          isMine(member) && (
            <IconButton
              size="sm"
              label={`Remove ${member.name ?? member.email}`}
              icon={<UserMinus aria-hidden />}
              onClick={() => onRemove(member)}
            />
          ),
      },
    ];
  }, [canWrite, canChangeOwners, onRemove]);
  return (
    <DataTable
      label="Members"
      columns={columns}
      rows={members}
      rowId={({ userId }) => userId}
      empty={empty}
      skeletonRows={3}
    />
  );
}

function RoleSelect({ member }: { member: MemberJson }) {
  const { canChangeOwners } = useTeam();
  const change = useChangeRole();
  return (
    <Select
      size="sm"
      className="w-28"
      aria-label={`Role of ${member.name ?? member.email}`}
      options={rolesFor(canChangeOwners)}
      value={member.role}
      onValueChange={(role) => role !== member.role && change.mutate({ member, role })}
    />
  );
}
