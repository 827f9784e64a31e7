"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "#components/api-client.ts";
import { GRACE_PERIODS } from "#components/team/keys/key-words.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { KeyJson, NewKeyJson, RotateKeyBody } from "#lib/http/resources/keys.ts";

export interface RotateKeyDialogProps {
  target: KeyJson | null;
  onOpenChange: (open: boolean) => void;
  onRotated: (key: NewKeyJson) => void;
}

export function RotateKeyDialog({ target, onOpenChange, onRotated }: RotateKeyDialogProps) {
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const [grace, setGrace] = useState<(typeof GRACE_PERIODS)[number]["value"]>("86400");
  const [shown, setShown] = useState(target);
  if (target && shown !== target) setShown(target);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ id, ...body }: RotateKeyBody & { id: string }) =>
      api<NewKeyJson>(`/teams/${team.id}/keys/${id}/rotate`, { body }),
    meta: { errorToast: "Couldn’t rotate the key" },
    gcTime: 0,
    onSuccess: (key) => {
      onOpenChange(false);
      onRotated(key);
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (shown) mutate({ id: shown.id, graceSeconds: Number(grace) });
  }

  return (
    <Dialog
      open={target !== null}
      onOpenChange={onOpenChange}
      title={`Rotate ${shown?.name ?? "key"}`}
      description="A new key takes its place. Limits and usage go on: they follow the key through its rotations."
    >
      <form className="contents" onSubmit={submit}>
        <DialogBody>
          <Field
            label="The old key works for another"
            hint={
              grace === "0"
                ? "For a key that has leaked."
                : "Both work until then, so you can replace it wherever it is used without a gap."
            }
          >
            <Select options={GRACE_PERIODS} value={grace} onValueChange={setGrace} />
          </Field>
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button disabled={isPending}>Cancel</Button>} />
          <Button type="submit" variant={grace === "0" ? "danger" : "primary"} loading={isPending}>
            Rotate key
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
