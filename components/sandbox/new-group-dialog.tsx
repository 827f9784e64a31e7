"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import { chatsQuery } from "#components/sandbox/sandbox-queries.ts";
import type { SandboxPerson } from "#components/sandbox/sandbox-types.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";

export interface NewGroupDialogProps {
  botId: number;
  people: readonly SandboxPerson[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (chatKey: string) => void;
}

export function NewGroupDialog({ open, onOpenChange, ...props }: NewGroupDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New group"
      description="The bot is added to it. In a group it answers when it is mentioned, replied to, or given a command."
    >
      <GroupForm {...props} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface Values {
  title: string;
  userIds: string[];
}

function GroupForm({
  botId,
  people,
  onCreated,
  onDone,
}: Omit<NewGroupDialogProps, "open" | "onOpenChange"> & { onDone: () => void }) {
  const queryClient = useQueryClient();
  const form = useForm<Values>({
    mode: "onTouched",
    defaultValues: { title: "", userIds: people.slice(0, 3).map(({ id }) => String(id)) },
  });
  const { errors, isSubmitting } = form.formState;
  const { mutateAsync } = useMutation({
    mutationFn: ({ title, userIds }: Values) =>
      sandbox<{ key: string }>(`/bots/${botId}/groups`, {
        body: { title: title.trim(), userIds: userIds.map(Number) },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: chatsQuery(botId).queryKey }),
  });
  const submit = form.handleSubmit(async (values) => {
    try {
      const { key } = await mutateAsync(values);
      onDone();
      onCreated(key);
    } catch (error) {
      showServerErrors(error, form);
    }
  });
  return (
    <form className="contents" noValidate onSubmit={submit}>
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        <Field label="Group name" error={errors.title?.message}>
          <Input
            {...form.register("title", {
              validate: (value) =>
                value.trim() === ""
                  ? "Give the group a name."
                  : value.trim().length <= 64 || "Shorten it to 64 characters.",
            })}
            autoFocus
            autoComplete="off"
            placeholder="Weekend trip"
          />
        </Field>
        <Controller
          control={form.control}
          name="userIds"
          rules={{ validate: (ids) => ids.length > 0 || "Choose at least one person." }}
          render={({ field }) => (
            <Field label="People" error={errors.userIds?.message}>
              <MultiSelect
                options={people.map(({ id, name }) => ({ value: String(id), label: name }))}
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                placeholder="Add somebody…"
              />
            </Field>
          )}
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button disabled={isSubmitting}>Cancel</Button>} />
        <Button type="submit" variant="primary" loading={isSubmitting}>
          Create group
        </Button>
      </DialogFooter>
    </form>
  );
}
