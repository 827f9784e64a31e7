"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { isChat, isInviteLink } from "#components/team/groups/chat-reference.ts";
import { useGroup } from "#components/team/groups/group-frame.tsx";
import { staleGroups } from "#components/team/groups/groups-queries.ts";
import { type MissingRight, missingRights } from "#components/team/groups/missing-rights.ts";
import { MissingRightsBanner } from "#components/team/groups/missing-rights-banner.tsx";
import { botName } from "#components/team/groups/use-trouble-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { AddChannelBody, GroupDetailJson } from "#lib/http/resources/groups.ts";

export interface AddChannelDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function AddChannelDialog({ open, onOpenChange }: AddChannelDialogProps) {
  const t = useTranslations("groups.channels");
  const words = useTranslations("groups.protecting");
  const { team } = useTeam();
  const { id, connection } = useGroup();
  const queryClient = useQueryClient();
  const [missing, setMissing] = useState<readonly MissingRight[] | null>(null);
  const form = useForm({ mode: "onTouched", defaultValues: { chat: "", inviteLink: "" } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const bot = botName(connection);
  const { mutateAsync } = useMutation({
    mutationFn: (body: AddChannelBody) => api<GroupDetailJson>(`/groups/${id}/channels`, { body }),
    onSettled: () => staleGroups(queryClient, team.id),
  });

  const submit = form.handleSubmit(async ({ chat, inviteLink }) => {
    setMissing(null);
    try {
      await mutateAsync({ chat: chat.trim(), ...(inviteLink.trim() && { inviteLink: inviteLink.trim() }) });
      toast.success(t("added"));
      onOpenChange(false);
    } catch (error) {
      const lacking = missingRights(error);
      if (lacking) setMissing(lacking);
      else showServerErrors(error, form);
    }
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      onClosed={() => {
        form.reset();
        setMissing(null);
      }}
      title={t("add")}
      description={t.rich("addText", { bot: () => <bdi className="font-medium text-ink">{bot}</bdi> })}
      submitLabel={t("add")}
      onSubmit={submit}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      {missing && <MissingRightsBanner missing={missing} bot={bot} />}
      <Field label={t("channel")} hint={words("channelHint")} error={errors.chat?.message}>
        <Input
          {...form.register("chat", { validate: (value) => isChat(value) || words("chatWrong") })}
          autoFocus
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          placeholder="@my_channel"
        />
      </Field>
      <Field label={words("invite")} optional hint={words("inviteHint")} error={errors.inviteLink?.message}>
        <Input
          {...form.register("inviteLink", {
            validate: (value) => value.trim() === "" || isInviteLink(value) || words("inviteWrong"),
          })}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://t.me/+AbCdEfGh"
        />
      </Field>
    </FormDialog>
  );
}
