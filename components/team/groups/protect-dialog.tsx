"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, useFieldArray, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { isChat, isInviteLink } from "#components/team/groups/chat-reference.ts";
import { staleGroups } from "#components/team/groups/groups-queries.ts";
import { type MissingRight, missingRights } from "#components/team/groups/missing-rights.ts";
import { MissingRightsBanner } from "#components/team/groups/missing-rights-banner.tsx";
import { botName } from "#components/team/groups/use-trouble-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";
import type { CreateGroupBody, GroupDetailJson } from "#lib/http/resources/groups.ts";

export interface ProtectDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Those that guard groups. */
  bots: readonly ConnectionJson[];
}

interface Values {
  connectionId: string;
  chat: string;
  channels: { chat: string; inviteLink: string }[];
}

const MOST_CHANNELS = 10;
const NO_CHANNEL = { chat: "", inviteLink: "" };

/** Puts a group under a bot's guard: what /protect does in the group itself. */
export function ProtectDialog({ open, onOpenChange, bots }: ProtectDialogProps) {
  const t = useTranslations("groups.protecting");
  const { team } = useTeam();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [missing, setMissing] = useState<readonly MissingRight[] | null>(null);
  const form = useForm<Values>({
    mode: "onTouched",
    defaultValues: { connectionId: "", chat: "", channels: [NO_CHANNEL] },
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const channels = useFieldArray({ control: form.control, name: "channels" });
  const chosen = bots.find(({ id }) => id === form.watch("connectionId")) ?? bots[0];
  const bot = chosen ? botName(chosen) : "";
  const { mutateAsync } = useMutation({
    mutationFn: (body: CreateGroupBody) => api<GroupDetailJson>(`/teams/${team.id}/groups`, { body }),
    onSettled: () => staleGroups(queryClient, team.id),
  });

  const submit = form.handleSubmit(async (values) => {
    if (!chosen) return;
    setMissing(null);
    try {
      const made = await mutateAsync({
        connectionId: chosen.id,
        chat: values.chat.trim(),
        channels: values.channels.map(({ chat, inviteLink }) => ({
          chat: chat.trim(),
          ...(inviteLink.trim() && { inviteLink: inviteLink.trim() }),
        })),
      });
      toast.success(t("done", { group: made.title }));
      router.push(`/teams/${team.id}/groups/${made.id}`);
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
      title={t("title")}
      description={t("text")}
      submitLabel={t("submit")}
      onSubmit={submit}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      {missing && <MissingRightsBanner missing={missing} bot={bot} />}
      <ol className="flex list-decimal flex-col gap-1 rounded-md bg-sunken py-2.5 ps-8 pe-3 text-ink-muted text-xs marker:text-ink-subtle">
        <li>{t.rich("stepGroup", { bot: () => <bdi className="font-medium text-ink">{bot}</bdi> })}</li>
        <li>{t("stepChannel")}</li>
        <li>{t("stepName")}</li>
      </ol>
      {bots.length > 1 && (
        <Controller
          control={form.control}
          name="connectionId"
          render={({ field }) => (
            <Field label={t("bot")}>
              <Select
                options={bots.map((one) => ({ value: one.id, label: one.name, description: botName(one) }))}
                value={chosen?.id ?? null}
                onValueChange={field.onChange}
              />
            </Field>
          )}
        />
      )}
      <Field label={t("group")} hint={t("groupHint")} error={errors.chat?.message}>
        <Input
          {...form.register("chat", { validate: (value) => isChat(value) || t("chatWrong") })}
          autoFocus
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          placeholder="@my_group"
        />
      </Field>
      {channels.fields.map((field, index) => (
        <ChannelFields
          key={field.id}
          form={form}
          index={index}
          onRemove={channels.fields.length > 1 ? () => channels.remove(index) : undefined}
        />
      ))}
      {channels.fields.length < MOST_CHANNELS && (
        <Button size="sm" variant="ghost" className="-ms-2.5 self-start" onClick={() => channels.append(NO_CHANNEL)}>
          <Plus aria-hidden />
          {t("another")}
        </Button>
      )}
    </FormDialog>
  );
}

interface ChannelFieldsProps {
  form: ReturnType<typeof useForm<Values>>;
  index: number;
  onRemove: (() => void) | undefined;
}

function ChannelFields({ form, index, onRemove }: ChannelFieldsProps) {
  const t = useTranslations("groups.protecting");
  const errors = form.formState.errors.channels?.[index];
  const chat = form.watch(`channels.${index}.chat`).trim();
  const isPrivate = /^-?\d/.test(chat);
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={t("channel", { number: index + 1 })}
        hint={index === 0 ? t("channelHint") : undefined}
        error={errors?.chat?.message}
        aside={
          onRemove && (
            <IconButton
              size="sm"
              label={t("removeChannel", { number: index + 1 })}
              icon={<X aria-hidden />}
              onClick={onRemove}
              className="-my-1"
            />
          )
        }
      >
        <Input
          {...form.register(`channels.${index}.chat`, { validate: (value) => isChat(value) || t("chatWrong") })}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          placeholder="@my_channel"
        />
      </Field>
      {isPrivate && (
        <Field label={t("invite")} optional hint={t("inviteHint")} error={errors?.inviteLink?.message}>
          <Input
            {...form.register(`channels.${index}.inviteLink`, {
              validate: (value) => value.trim() === "" || isInviteLink(value) || t("inviteWrong"),
            })}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://t.me/+AbCdEfGh"
          />
        </Field>
      )}
    </div>
  );
}
