"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import {
  ApiRootField,
  BehaviourFields,
  type ConnectionValues,
  NameField,
  TokenField,
} from "#components/team/connections/settings-fields.tsx";
import { useCheckToken } from "#components/team/connections/use-check-token.ts";
import { useProblemText } from "#components/team/connections/use-problem-text.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ConnectionJson, UpdateConnectionBody } from "#lib/http/resources/connections.ts";

export interface EditConnectionDialogProps {
  connection: ConnectionJson | null;
  onOpenChange: (open: boolean) => void;
}

export function EditConnectionDialog({ connection, onOpenChange }: EditConnectionDialogProps) {
  // What was shown stays while the dialog fades out.
  const [shown, setShown] = useState(connection);
  if (connection && shown !== connection) setShown(connection);
  return shown && <Editor key={shown.id} connection={shown} open={connection !== null} onOpenChange={onOpenChange} />;
}

function Editor({ connection, open, onOpenChange }: { connection: ConnectionJson } & OpenProps) {
  const t = useTranslations("connections");
  const { team, isOperator } = useTeam();
  const queryClient = useQueryClient();
  const checkToken = useCheckToken(connection.id);
  const problemText = useProblemText();
  const form = useForm<ConnectionValues>({ mode: "onTouched", values: valuesOf(connection) });
  const { errors, isSubmitting, isDirty } = form.formState;
  const { mutateAsync: save } = useMutation({
    mutationFn: (body: UpdateConnectionBody) =>
      api<ConnectionJson>(`/teams/${team.id}/connections/${connection.id}`, { method: "PATCH", body }),
    gcTime: 0,
    onSuccess: ({ name }) => toast.success(t("actions.saved", { name })),
    onSettled: () => staleTeam(queryClient, team.id),
  });

  const submit = form.handleSubmit(async (values) => {
    const { name, token, defaultModel, assistant, inbox, gate, settings } = values;
    const apiRoot = settings.apiRoot.trim();
    try {
      if (token.trim()) {
        const checked = await checkToken({ token, apiRoot });
        if (!checked.ok)
          return form.setError("token", { message: problemText(checked.problem) }, { shouldFocus: true });
      }
      await save({
        ...{ name, defaultModel, assistant, inbox, gate },
        ...(token.trim() && { token }),
        ...(isOperator && { settings: apiRoot ? { apiRoot } : {} }),
      });
      onOpenChange(false);
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("editor.title", { name: connection.name })}
      submitLabel={t("editor.save")}
      onSubmit={submit}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
      onClosed={() => form.reset()}
    >
      <NameField form={form} />
      <TokenField form={form} isNew={false} />
      <BehaviourFields form={form} />
      {isOperator && <ApiRootField form={form} />}
    </FormDialog>
  );
}

interface OpenProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function valuesOf(connection: ConnectionJson): ConnectionValues {
  const { name, settings, defaultModel, assistant, inbox, gate } = connection;
  // Named as the server names it, so that its refusal finds the field.
  return { name, token: "", settings: { apiRoot: settings.apiRoot ?? "" }, defaultModel, assistant, inbox, gate };
}
