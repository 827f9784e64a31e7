import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import { chatsQuery } from "#components/sandbox/sandbox-queries.ts";
import type { SandboxMember } from "#components/sandbox/sandbox-types.ts";

export interface StandingChange {
  status: Exclude<SandboxMember["status"], "creator">;
  rights?: string[];
  isAnonymous?: boolean;
}

/** Joining and leaving as a person, and what an owner does with whoever is there. A refusal is shown as a toast. */
export function useStanding(chatKey: string, botId: number) {
  const t = useTranslations("sandbox.standing");
  const queryClient = useQueryClient();
  const options = {
    meta: { errorToast: t("failed") },
    onSettled: () => queryClient.invalidateQueries({ queryKey: chatsQuery(botId).queryKey }),
  };
  const path = `/chats/${chatKey}`;
  const join = useMutation({
    ...options,
    mutationFn: (userId: number) => sandbox(`${path}/join`, { body: { userId } }),
  });
  const leave = useMutation({
    ...options,
    mutationFn: (userId: number) => sandbox(`${path}/leave`, { body: { userId } }),
  });
  const change = useMutation({
    ...options,
    mutationFn: ({ userId, ...to }: StandingChange & { userId: number }) =>
      sandbox(`${path}/members/${userId}`, { body: to }),
  });
  const migrate = useMutation({
    ...options,
    mutationFn: () => sandbox<{ key: string }>(`${path}/migrate`, { body: {} }),
  });
  return { join, leave, change, migrate };
}
