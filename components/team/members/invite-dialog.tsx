"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { type MemberRoleName, rolesFor } from "#components/team/members/role-words.ts";
import { schemaRule } from "#components/team/schema-rule.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { createInvitationBody, type NewInvitationJson } from "#lib/http/resources/members.ts";

export interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const [made, setMade] = useState<NewInvitationJson | null>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
        if (!next) setMade(null);
      }}
      title={made ? "The invitation is ready" : "Invite to this team"}
      description={
        made
          ? `Send this link to ${made.email}. It is shown this once, and works for seven days.`
          : "You get a link to send: Switchboard sends no e-mail."
      }
    >
      {made ? <InviteLink invitation={made} /> : <InviteForm onMade={setMade} />}
    </Dialog>
  );
}

interface Values {
  email: string;
  role: MemberRoleName;
}

function InviteForm({ onMade }: { onMade: (invitation: NewInvitationJson) => void }) {
  const { team, canChangeOwners } = useTeam();
  const queryClient = useQueryClient();
  const form = useForm<Values>({ mode: "onTouched", defaultValues: { email: "", role: "admin" } });
  const { errors, isSubmitting } = form.formState;
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
    <form className="contents" noValidate onSubmit={submit}>
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        <Field label="E-mail address" error={errors.email?.message}>
          <Input
            {...form.register("email", { validate: schemaRule(createInvitationBody.shape.email) })}
            type="email"
            inputMode="email"
            autoComplete="off"
            autoFocus
            placeholder="ada@example.com"
          />
        </Field>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <ChoiceCards
              label="Role"
              columns={1}
              options={rolesFor(canChangeOwners)}
              value={field.value}
              onValueChange={field.onChange}
            />
          )}
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button disabled={isSubmitting}>Cancel</Button>} />
        <Button type="submit" variant="primary" loading={isSubmitting}>
          Create invitation
        </Button>
      </DialogFooter>
    </form>
  );
}

function InviteLink({ invitation }: { invitation: NewInvitationJson }) {
  const link = `${location.origin}${invitation.acceptPath}`;
  return (
    <>
      <DialogBody>
        <Field label="Invitation link">
          <div className="flex gap-2">
            <Input
              value={link}
              readOnly
              className="min-w-0 flex-1 font-mono text-xs"
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={link} label="Copy link" showLabel size="md" variant="primary" />
          </div>
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Done</Button>} />
      </DialogFooter>
    </>
  );
}
