import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import type { MemberRoleName } from "#components/team/members/role-words.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { membersQuery } from "#components/team/team-queries.ts";
import { toast } from "#components/ui/toast.tsx";
import type { MemberJson } from "#lib/http/resources/members.ts";

/** Shows at once, and is taken back when the server refuses: the last owner stays one, for instance. */
export function useChangeRole() {
  const t = useTranslations("members.changeRole");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const { queryKey } = membersQuery(team.id);
  const change = useMutation({
    mutationFn: ({ member, role }: { member: MemberJson; role: MemberRoleName }) =>
      api<MemberJson>(`/teams/${team.id}/members/${member.userId}`, { method: "PATCH", body: { role } }),
    meta: { errorToast: t("failed") },
    onMutate: async ({ member, role }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(
        queryKey,
        (list) => list && { items: list.items.map((one) => (one.userId === member.userId ? { ...one, role } : one)) },
      );
      return { before };
    },
    onError: (_error, _change, result) => queryClient.setQueryData(queryKey, result?.before),
    onSuccess: ({ name, email, role }, { member }) =>
      toast.success(t(`done.${role}`, { name: name ?? email }), {
        action: {
          label: t("undo"),
          onClick: () => change.mutate({ member: { ...member, role }, role: member.role }),
        },
      }),
    onSettled: () => staleTeam(queryClient, team.id),
  });
  return change;
}
