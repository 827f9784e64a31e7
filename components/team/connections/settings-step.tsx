"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import type { Accepted } from "#components/team/connections/connect-dialog.tsx";
import { BehaviourFields, type ConnectionValues, NameField } from "#components/team/connections/settings-fields.tsx";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import type { ConnectionJson, CreateConnectionBody } from "#lib/http/resources/connections.ts";

export interface SettingsStepProps {
  accepted: Accepted;
  onBack: () => void;
  onConnected: (connectionId: string) => void;
}

/** How the bot is called here and what it does; then it is stored. */
export function SettingsStep({ accepted, onBack, onConnected }: SettingsStepProps) {
  const t = useTranslations("connections.setUp");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const { token, apiRoot, account } = accepted;
  const path = `/teams/${team.id}/connections`;
  const form = useForm<ConnectionValues>({
    mode: "onTouched",
    defaultValues: {
      ...{ name: accepted.name, token, settings: { apiRoot }, defaultModel: null },
      ...{ assistant: true, inbox: false, gate: false },
    },
  });
  const { errors, isSubmitting } = form.formState;
  const { mutateAsync: connect } = useMutation({
    mutationFn: (body: CreateConnectionBody) => api<ConnectionJson>(path, { body }),
    gcTime: 0,
    onSuccess: ({ id }) => {
      // The bots' process looks by itself too; asking here tells sooner, and whether it does is no matter.
      void api<ConnectionJson>(`${path}/${id}/check`, { method: "POST" })
        .catch(() => undefined)
        .then(() => staleTeam(queryClient, team.id));
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  const submit = form.handleSubmit(async ({ name, defaultModel, assistant, inbox, gate }) => {
    const settings = apiRoot ? { apiRoot } : {};
    try {
      const made = await connect({
        ...{ kind: "telegram", name, token, settings },
        ...{ defaultModel, assistant, inbox, gate },
      });
      onConnected(made.id);
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <form className="contents" noValidate onSubmit={submit}>
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        {errors.token && <Banner tone="danger">{errors.token.message}</Banner>}
        <Banner tone="success">
          {t.rich("found", {
            name: () => (
              <span className="font-medium">
                <bdi>{account.name}</bdi> <bdi dir="ltr">@{account.username}</bdi>
              </span>
            ),
          })}
        </Banner>
        <NameField form={form} />
        <BehaviourFields form={form} />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" className="me-auto" onClick={onBack} disabled={isSubmitting}>
          {t("back")}
        </Button>
        <Button type="submit" variant="primary" loading={isSubmitting}>
          {t("connect")}
        </Button>
      </DialogFooter>
    </form>
  );
}
