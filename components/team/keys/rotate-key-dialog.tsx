"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { GRACE_PERIODS } from "#components/team/keys/key-words.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import type { KeyJson, NewKeyJson, RotateKeyBody } from "#lib/http/resources/keys.ts";

export interface RotateKeyDialogProps {
  target: KeyJson | null;
  onOpenChange: (open: boolean) => void;
  onRotated: (key: NewKeyJson) => void;
}

export function RotateKeyDialog({ target, onOpenChange, onRotated }: RotateKeyDialogProps) {
  const t = useTranslations("keys.rotating");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const [grace, setGrace] = useState<(typeof GRACE_PERIODS)[number]>("86400");
  const [shown, setShown] = useState(target);
  if (target && shown !== target) setShown(target);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ id, ...body }: RotateKeyBody & { id: string }) =>
      api<NewKeyJson>(`/teams/${team.id}/keys/${id}/rotate`, { body }),
    gcTime: 0,
    onSuccess: (key) => {
      onOpenChange(false);
      onRotated(key);
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  return (
    <FormDialog
      open={target !== null}
      onOpenChange={onOpenChange}
      onClosed={() => {
        setGrace("86400");
        reset();
      }}
      title={t("title", { name: shown?.name ?? "" })}
      description={t("text")}
      submitLabel={t("submit")}
      submitTone={grace === "0" ? "danger" : "primary"}
      onSubmit={() => shown && mutate({ id: shown.id, graceSeconds: Number(grace) })}
      pending={isPending}
      rootError={error ? errorMessage(error) : undefined}
    >
      <Field label={t("grace")} hint={grace === "0" ? t("leaked") : t("both")}>
        <Select
          options={GRACE_PERIODS.map((value) => ({
            value,
            label: t(`periods.${value}`),
            ...(value === "0" && { description: t("atOnceText") }),
          }))}
          value={grace}
          onValueChange={setGrace}
        />
      </Field>
    </FormDialog>
  );
}
