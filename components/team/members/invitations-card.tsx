"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { invitationsQuery } from "#components/team/team-queries.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { InvitationJson } from "#lib/http/resources/members.ts";

/** Invitations that nobody has followed yet. There is no card when there is none. */
export function InvitationsCard() {
  const t = useTranslations("members");
  const { team, canWrite } = useTeam();
  const invitations = useQuery(invitationsQuery(team.id));
  const [ending, setEnding] = useState<InvitationJson | null>(null);
  const pending = invitations.data?.filter(({ status }) => status === "pending");
  const columns = useMemo<Column<InvitationJson>[]>(
    () => [
      { id: "email", header: t("columns.email"), cell: ({ email }) => <bdi className="font-medium">{email}</bdi> },
      { id: "role", header: t("columns.role"), cell: ({ role }) => t(`roles.${role}`) },
      { id: "expires", header: t("columns.expires"), cell: ({ expiresAt }) => <RelativeTime date={expiresAt} /> },
      {
        id: "actions",
        header: t("columns.actions"),
        hideHeader: true,
        interactive: true,
        align: "end",
        cell: (invitation) =>
          canWrite && (
            <Button
              size="sm"
              variant="ghost"
              aria-label={t("invitations.revokeOf", { email: invitation.email })}
              onClick={() => setEnding(invitation)}
            >
              {t("invitations.revoke")}
            </Button>
          ),
      },
    ],
    [canWrite, t],
  );
  if (invitations.isError && !pending) {
    return (
      <Card title={t("invitations.title")} flush>
        <ErrorState
          className="py-6"
          description={errorMessage(invitations.error)}
          onRetry={() => invitations.refetch()}
          retrying={invitations.isFetching}
        />
      </Card>
    );
  }
  if (!pending?.length) return null;
  return (
    <Card title={t("invitations.title")} flush>
      <DataTable label={t("invitations.title")} columns={columns} rows={pending} rowId={({ id }) => id} empty={null} />
      <RevokeInvitationDialog invitation={ending} onOpenChange={(open) => !open && setEnding(null)} />
    </Card>
  );
}

function RevokeInvitationDialog({
  invitation,
  onOpenChange,
}: {
  invitation: InvitationJson | null;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("members.invitations");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState(invitation);
  if (invitation && shown !== invitation) setShown(invitation);
  const { mutateAsync } = useMutation({
    mutationFn: ({ id }: InvitationJson) =>
      api<InvitationJson>(`/teams/${team.id}/invitations/${id}/revoke`, { method: "POST" }),
    meta: { errorToast: t("revokeFailed") },
    onSuccess: ({ email }) => toast.success(t("revoked", { email })),
    onSettled: () => staleTeam(queryClient, team.id),
  });
  return (
    <ConfirmDialog
      open={invitation !== null}
      onOpenChange={onOpenChange}
      title={t("revokeTitle")}
      description={t("revokeText", { email: shown?.email ?? "" })}
      confirmLabel={t("revokeConfirm")}
      onConfirm={() => (shown ? mutateAsync(shown) : undefined)}
    />
  );
}
