"use client";

import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { Controller, useForm } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import { sandboxToken } from "#components/team/connections/sandbox-token.ts";
import { type ConnectionValues, useSaveConnection } from "#components/team/connections/use-save-connection.ts";
import { modelOptions } from "#components/team/model-options.ts";
import { schemaRule } from "#components/team/schema-rule.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { modelsQuery } from "#components/team/team-queries.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { InlineCode } from "#components/ui/code-block.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { type ConnectionJson, createConnectionBody } from "#lib/http/resources/connections.ts";

const nameRule = schemaRule(createConnectionBody.shape.name);
const tokenRule = schemaRule(createConnectionBody.shape.token);

export interface ConnectionFormProps {
  connection: ConnectionJson | null;
  onDone: () => void;
}

export function ConnectionForm({ connection, onDone }: ConnectionFormProps) {
  const { team, isOperator, sandboxApiRoot } = useTeam();
  const save = useSaveConnection(connection);
  const models = useQuery(modelsQuery);
  const form = useForm<ConnectionValues>({
    mode: "onTouched",
    defaultValues: {
      name: connection?.name ?? "",
      token: "",
      // Named as the server names it, so that its refusal finds the field.
      settings: { apiRoot: connection?.settings.apiRoot ?? "" },
      defaultModel: connection?.defaultModel ?? null,
    },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await save(values);
      onDone();
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  function fillInSandbox(apiRoot: string) {
    if (!form.getValues("name").trim()) form.setValue("name", "Sandbox bot");
    form.setValue("token", sandboxToken(team.platformName));
    form.setValue("settings.apiRoot", apiRoot);
    form.clearErrors();
  }

  return (
    <form className="contents" noValidate onSubmit={submit}>
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        {!connection && sandboxApiRoot && isOperator && (
          <Banner
            title="This is a demo"
            actions={
              <Button size="sm" onClick={() => fillInSandbox(sandboxApiRoot)}>
                <FlaskConical aria-hidden />
                Use the sandbox bot
              </Button>
            }
          >
            No Telegram account needed: fill in a bot of the built-in sandbox.
          </Banner>
        )}
        <Field label="Name" hint="Only admins see it." error={errors.name?.message}>
          <Input {...form.register("name", { validate: nameRule })} autoComplete="off" placeholder="Support bot" />
        </Field>
        <Field
          label={connection ? "New bot token" : "Bot token"}
          optional={Boolean(connection)}
          error={errors.token?.message}
          hint={
            connection ? (
              "Leave it empty to keep the one that is stored, which is never shown."
            ) : (
              <>
                In Telegram, write <InlineCode>/newbot</InlineCode> to{" "}
                <a
                  href="https://t.me/BotFather"
                  target="_blank"
                  rel="noreferrer"
                  className="text-accent-text underline underline-offset-2"
                >
                  @BotFather
                </a>
                , choose a name, and paste the token it answers with. It is stored encrypted and never shown again.
              </>
            )
          }
        >
          <Input
            {...form.register("token", {
              validate: (value) => (connection && value.trim() === "") || tokenRule(value),
            })}
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder="123456789:AAE…"
            className="font-mono"
          />
        </Field>
        <Controller
          control={form.control}
          name="defaultModel"
          render={({ field }) => (
            <Field
              label="Default model"
              optional
              hint="For this bot alone. Empty: the team’s default."
              error={errors.defaultModel?.message}
            >
              <Combobox
                options={modelOptions(models.data ?? [], field.value ? [field.value] : [])}
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                clearable
                placeholder="The team’s default"
                empty={models.isPending ? "Loading…" : "No enabled model matches."}
              />
            </Field>
          )}
        />
        {isOperator && (
          <details className="group rounded-md" open={Boolean(form.watch("settings.apiRoot"))}>
            <summary className="w-fit cursor-default rounded-sm font-medium text-ink-muted text-sm hover:text-ink">
              Advanced
            </summary>
            <Field
              className="mt-3"
              label="API root"
              optional
              hint="A self-hosted Bot API server. Empty: https://api.telegram.org. Only operators can set it."
              error={errors.settings?.apiRoot?.message}
            >
              <Input
                {...form.register("settings.apiRoot", {
                  validate: (value) =>
                    value.trim() === "" ||
                    (/^https?:\/\/./.test(value.trim()) && URL.canParse(value.trim())) ||
                    "Enter an http or https address, such as https://bots.example.com.",
                })}
                type="url"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="https://api.telegram.org"
              />
            </Field>
          </details>
        )}
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button disabled={isSubmitting}>Cancel</Button>} />
        <Button type="submit" variant="primary" loading={isSubmitting}>
          {connection ? "Save connection" : "Connect bot"}
        </Button>
      </DialogFooter>
    </form>
  );
}
