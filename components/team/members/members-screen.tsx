"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { InvitationsCard } from "#components/team/members/invitations-card.tsx";
import { InviteDialog } from "#components/team/members/invite-dialog.tsx";
import { MembersTable } from "#components/team/members/members-table.tsx";
import { RemoveMemberDialog } from "#components/team/members/remove-member-dialog.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { membersQuery } from "#components/team/team-queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { MemberJson } from "#lib/http/resources/members.ts";

export function MembersScreen() {
  const t = useTranslations("members");
  const { team, canWrite } = useTeam();
  const members = useQuery(membersQuery(team.id));
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<MemberJson | null>(null);
  const inviteButton = (
    <Button variant="primary" onClick={() => setInviting(true)}>
      <UserPlus aria-hidden />
      {t("invite")}
    </Button>
  );

  return (
    <div className="flex flex-col gap-6">
      <Card
        flush
        title={t("title")}
        description={t("description")}
        actions={canWrite && Boolean(members.data?.length) && inviteButton}
      >
        {members.isError && !members.data ? (
          <ErrorState
            title={t("loadError")}
            description={errorMessage(members.error)}
            onRetry={() => members.refetch()}
            retrying={members.isFetching}
          />
        ) : (
          <MembersTable
            members={members.data}
            onRemove={setLeaving}
            empty={
              <EmptyState
                icon={<Users />}
                title={t("emptyTitle")}
                description={t("emptyText")}
                action={canWrite && inviteButton}
              />
            }
          />
        )}
      </Card>
      <InvitationsCard />
      <InviteDialog open={inviting} onOpenChange={setInviting} />
      <RemoveMemberDialog member={leaving} onOpenChange={(open) => !open && setLeaving(null)} />
    </div>
  );
}
