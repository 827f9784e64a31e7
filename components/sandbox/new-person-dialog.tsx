"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import { chatsQuery } from "#components/sandbox/sandbox-queries.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

export interface NewPersonDialogProps {
  botId: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (chatKey: string) => void;
}

export function NewPersonDialog({ open, onOpenChange, ...props }: NewPersonDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="New end user"
      description="Somebody with Telegram, made up. The same name is the same person."
    >
      <PersonForm {...props} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface Values {
  name: string;
}

function PersonForm({
  botId,
  onCreated,
  onDone,
}: Omit<NewPersonDialogProps, "open" | "onOpenChange"> & { onDone: () => void }) {
  const queryClient = useQueryClient();
  const form = useForm<Values>({ mode: "onTouched", defaultValues: { name: "" } });
  const { errors, isSubmitting } = form.formState;
  const { mutateAsync } = useMutation({
    mutationFn: ({ name }: Values) => {
      const [firstName, ...rest] = name.trim().split(/\s+/);
      return sandbox<{ key: string }>(`/bots/${botId}/people`, { body: { firstName, lastName: rest.join(" ") } });
    },
    // Only once the list has them does the chat open.
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
        <Field label="Name" error={errors.name?.message}>
          <Input
            {...form.register("name", {
              validate: (value) =>
                value.trim() === "" ? "Give them a name." : value.trim().length <= 64 || "Shorten it to 64 characters.",
            })}
            autoFocus
            autoComplete="off"
            placeholder="Ada Lovelace"
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button disabled={isSubmitting}>Cancel</Button>} />
        <Button type="submit" variant="primary" loading={isSubmitting}>
          Start chatting
        </Button>
      </DialogFooter>
    </form>
  );
}
