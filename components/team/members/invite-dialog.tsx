"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { type MemberRoleName, rolesFor } from "#components/team/members/role-words.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { createInvitationBody, type NewInvitationJson } from "#lib/http/resources/members.ts";

export interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks whom to invite, then shows the link, once. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const [made, setMade] = useState<NewInvitationJson | null>(null);
  const [shown, setShown] = useState(made);
  if (made && shown !== made) setShown(made);
  return (
    <>
      <InviteForm open={open && !made} onOpenChange={onOpenChange} onMade={setMade} />
      <InviteLink
        open={open && made !== null}
        invitation={shown}
        onDone={() => {
          onOpenChange(false);
          setMade(null);
        }}
      />
    </>
  );
}

interface Values {
  email: string;
  role: MemberRoleName;
}

function InviteForm({ open, onOpenChange, onMade }: InviteDialogProps & { onMade: (made: NewInvitationJson) => void }) {
  const t = useTranslations("members");
  const { team, canChangeOwners } = useTeam();
  const queryClient = useQueryClient();
  const form = useForm<Values>({ mode: "onTouched", defaultValues: { email: "", role: "admin" } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const { mutateAsync } = useMutation({
    mutationFn: (body: Values) => api<NewInvitationJson>(`/teams/${team.id}/invitations`, { body }),
    gcTime: 0,
    onSettled: () => staleTeam(queryClient, team.id),
  });

  const submit = form.handleSubmit(async (values) => {
    try {
      onMade(await mutateAsync(values));
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      onClosed={() => form.reset()}
      title={t("inviting.title")}
      description={t("inviting.text")}
      submitLabel={t("inviting.submit")}
      onSubmit={submit}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      <Field label={t("columns.email")} error={errors.email?.message}>
        <Input
          {...form.register("email", {
            validate: (value) => createInvitationBody.shape.email.safeParse(value).success || t("inviting.emailError"),
          })}
          type="email"
          inputMode="email"
          autoComplete="off"
          autoFocus
          dir="ltr"
          placeholder="ada@example.com"
        />
      </Field>
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <ChoiceCards
            label={t("columns.role")}
            columns={1}
            options={rolesFor(canChangeOwners).map((value) => ({
              value,
              label: t(`roles.${value}`),
              description: t(`roleTexts.${value}`),
            }))}
            value={field.value}
            onValueChange={field.onChange}
          />
        )}
      />
    </FormDialog>
  );
}

function InviteLink(props: { open: boolean; invitation: NewInvitationJson | null; onDone: () => void }) {
  const { open, invitation, onDone } = props;
  const t = useTranslations("members.inviting");
  const link = invitation ? `${location.origin}${invitation.acceptPath}` : "";
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onDone()}
      title={t("readyTitle")}
      description={t("readyText", { email: invitation?.email ?? "" })}
    >
      <DialogBody>
        <Field label={t("link")}>
          <div className="flex gap-2">
            <Input
              value={link}
              readOnly
              dir="ltr"
              className="min-w-0 flex-1 font-mono text-xs"
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={link} label={t("copy")} showLabel size="md" variant="primary" />
          </div>
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>{t("done")}</Button>} />
      </DialogFooter>
    </Dialog>
  );
}
