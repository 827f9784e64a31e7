"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, ExternalLink, Link2Off, Megaphone, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/api-client.ts";
import { AddChannelDialog } from "#components/team/groups/add-channel-dialog.tsx";
import { ChatName } from "#components/team/groups/chat-name.tsx";
import { useGroup } from "#components/team/groups/group-frame.tsx";
import { groupQuery, staleGroups } from "#components/team/groups/groups-queries.ts";
import { botName, useTroubleWords } from "#components/team/groups/use-trouble-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { GroupChannelJson, GroupDetailJson, UpdateGroupBody } from "#lib/http/resources/groups.ts";

const MOST_CHANNELS = 10;

/** The channels that members have to belong to, in the order of their buttons. */
export function ChannelsCard() {
  const t = useTranslations("groups.channels");
  const { canWrite } = useTeam();
  const group = useGroup();
  const [adding, setAdding] = useState(false);
  const { move, remove } = useChannelActions(group);
  const { channels } = group;
  const addButton = (
    <Button size="sm" onClick={() => setAdding(true)} disabled={channels.length >= MOST_CHANNELS}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );
  return (
    <>
      <Card
        flush
        headingLevel={3}
        title={t("count", { count: channels.length })}
        actions={canWrite && channels.length > 0 && addButton}
      >
        {channels.length === 0 ? (
          <EmptyState
            className="border-t"
            icon={<Megaphone />}
            title={t("emptyTitle")}
            description={t("emptyText")}
            action={canWrite && addButton}
          />
        ) : (
          <ol aria-label={t("title")} className="divide-y divide-line border-t">
            {channels.map((channel, index) => (
              <ChannelRow
                key={channel.id}
                channel={channel}
                group={group}
                onMove={
                  canWrite && channels.length > 1 && !move.isPending
                    ? (by) => move.mutate(swapped(channels, index, by))
                    : undefined
                }
                canMove={{ up: index > 0, down: index < channels.length - 1 }}
                onRemove={canWrite ? () => remove.mutateAsync(channel) : undefined}
              />
            ))}
          </ol>
        )}
      </Card>
      <AddChannelDialog open={adding} onOpenChange={setAdding} />
    </>
  );
}

interface ChannelRowProps {
  channel: GroupChannelJson;
  group: GroupDetailJson;
  canMove: { up: boolean; down: boolean };
  /** Undefined for whoever may not, and where there is nothing to order. */
  onMove: ((by: -1 | 1) => void) | undefined;
  onRemove: (() => Promise<unknown>) | undefined;
}

function ChannelRow({ channel, group, canMove, onMove, onRemove }: ChannelRowProps) {
  const t = useTranslations("groups.channels");
  const words = useTroubleWords();
  const { trouble, connection } = group;
  const { title, username, url } = channel;
  const problem =
    trouble?.channel?.chatId === channel.chatId
      ? words(trouble.code, { group: group.title, bot: botName(connection), channel: title })
      : null;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-32">
        <ChatName title={title} username={username} />
        {problem && <p className="mt-1 text-danger-text text-xs">{problem.what}</p>}
      </div>
      {url ? (
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-7 min-w-7 items-center justify-center gap-1 rounded-sm text-accent-text text-xs hover:underline"
        >
          <span className="max-sm:sr-only">{t("open")}</span>
          <ExternalLink aria-hidden className="size-3 max-sm:size-3.5 rtl:-scale-x-100" />
        </a>
      ) : (
        <span className="inline-flex items-center gap-1 text-warning-text text-xs">
          <Link2Off aria-hidden className="size-3.5" />
          {t("noLink")}
        </span>
      )}
      <div className="flex items-center gap-0.5">
        {onMove && (
          <>
            <IconButton
              size="sm"
              label={t("up", { channel: title })}
              icon={<ArrowUp aria-hidden />}
              disabled={!canMove.up}
              onClick={() => onMove(-1)}
            />
            <IconButton
              size="sm"
              label={t("down", { channel: title })}
              icon={<ArrowDown aria-hidden />}
              disabled={!canMove.down}
              onClick={() => onMove(1)}
            />
          </>
        )}
        {onRemove && (
          <ConfirmDialog
            trigger={<IconButton size="sm" label={t("remove", { channel: title })} icon={<Trash2 aria-hidden />} />}
            title={t("removeTitle", { channel: title })}
            description={t(group.channels.length === 1 ? "removeLastText" : "removeText")}
            confirmLabel={t("removeConfirm")}
            onConfirm={onRemove}
          />
        )}
      </div>
    </li>
  );
}

function useChannelActions({ id, version }: GroupDetailJson) {
  const t = useTranslations("groups.channels");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const { queryKey } = groupQuery(team.id, id);
  const take = (saved: GroupDetailJson) => queryClient.setQueryData(queryKey, saved);

  const move = useMutation({
    mutationFn: (channels: readonly GroupChannelJson[]) => {
      const body: UpdateGroupBody = { channelOrder: channels.map((channel) => channel.id), version };
      return api<GroupDetailJson>(`/groups/${id}`, { method: "PATCH", body });
    },
    meta: { errorToast: t("moveFailed") },
    onMutate: async (channels) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (group) => group && { ...group, channels: [...channels] });
      return { before };
    },
    onError: (_error, _channels, result) => queryClient.setQueryData(queryKey, result?.before),
    onSuccess: take,
    onSettled: () => staleGroups(queryClient, team.id),
  });

  const remove = useMutation({
    mutationFn: (channel: GroupChannelJson) =>
      api<GroupDetailJson | undefined>(`/groups/${id}/channels/${channel.id}`, { method: "DELETE" }),
    meta: { errorToast: t("removeFailed") },
    onSuccess: (_saved, channel) => toast.success(t("removed", { channel: channel.title })),
    onSettled: () => staleGroups(queryClient, team.id),
  });

  return { move, remove };
}

function swapped(channels: readonly GroupChannelJson[], index: number, by: -1 | 1): GroupChannelJson[] {
  const [one, other] = [channels[index], channels[index + by]];
  if (!one || !other) return [...channels];
  return channels.with(index, other).with(index + by, one);
}
