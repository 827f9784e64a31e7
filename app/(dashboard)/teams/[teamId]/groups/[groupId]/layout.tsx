import type { ReactNode } from "react";
import { GroupFrame } from "#components/team/groups/group-frame.tsx";
import { requireTeam } from "../../require-team.ts";

interface GroupPageProps {
  params: Promise<{ teamId: string; groupId: string }>;
}

export default async function GroupLayout({ params, children }: GroupPageProps & { children: ReactNode }) {
  const { teamId, groupId } = await params;
  await requireTeam(teamId);
  return (
    <GroupFrame key={groupId} groupId={groupId}>
      {children}
    </GroupFrame>
  );
}
