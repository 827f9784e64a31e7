import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn } from "react-hook-form";
import { useConnectionRules } from "#components/team/connections/use-connection-rules.ts";
import { modelsQuery } from "#components/team/team-queries.ts";
import { useModelOptions } from "#components/team/use-model-options.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** As the forms hold them; the token is empty where none is changed. */
export interface ConnectionValues {
  name: string;
  token: string;
  settings: { apiRoot: string };
  defaultModel: string | null;
  assistant: boolean;
  inbox: boolean;
  gate: boolean;
}

type Form = UseFormReturn<ConnectionValues>;
const NO_MODELS: never[] = [];

export function NameField({ form }: { form: Form }) {
  const t = useTranslations("connections.fields");
  const rules = useConnectionRules();
  return (
    <Field label={t("name")} hint={t("nameHint")} error={form.formState.errors.name?.message}>
      <Input
        {...form.register("name", { validate: rules.name })}
        autoComplete="off"
        placeholder={t("namePlaceholder")}
      />
    </Field>
  );
}

/** What a bot does with what it hears, and by which model. */
export function BehaviourFields({ form }: { form: Form }) {
  const t = useTranslations("connections.fields");
  const card = useTranslations("connections.card");
  const models = useQuery(modelsQuery);
  const chosen = form.watch("defaultModel");
  const options = useModelOptions(models.data ?? NO_MODELS, chosen ? [chosen] : NO_MODELS);
  return (
    <>
      <Controller
        control={form.control}
        name="defaultModel"
        render={({ field }) => (
          <Field label={t("model")} optional hint={t("modelHint")} error={form.formState.errors.defaultModel?.message}>
            <Combobox
              options={options}
              value={field.value}
              onValueChange={field.onChange}
              onBlur={field.onBlur}
              clearable
              placeholder={card("teamDefault")}
              empty={models.isPending ? t("modelsLoading") : t("noModel")}
            />
          </Field>
        )}
      />
      {(["assistant", "inbox"] as const).map((name) => (
        <Controller
          key={name}
          control={form.control}
          name={name}
          render={({ field }) => (
            <Field layout="inline" label={t(name)} hint={t(`${name}Hint`)}>
              <Checkbox checked={field.value} onCheckedChange={field.onChange} onBlur={field.onBlur} />
            </Field>
          )}
        />
      ))}
      <GateField form={form} />
    </>
  );
}

/** Whether it guards groups, and what Telegram must allow it for that. */
function GateField({ form }: { form: Form }) {
  const t = useTranslations("connections.fields");
  return (
    <div className="flex flex-col gap-2">
      <Controller
        control={form.control}
        name="gate"
        render={({ field }) => (
          <Field layout="inline" label={t("gate")} hint={t("gateHint")}>
            <Checkbox checked={field.value} onCheckedChange={field.onChange} onBlur={field.onBlur} />
          </Field>
        )}
      />
      {form.watch("gate") && (
        <div className="ms-6.5 rounded-md bg-sunken px-3 py-2.5 text-xs">
          <p className="font-medium">{t("gateNeeds")}</p>
          <ul className="mt-1 flex list-disc flex-col gap-1 ps-4 text-ink-muted marker:text-ink-subtle">
            {(["gateNeedsGroup", "gateNeedsChannel", "gateNeedsSupergroup"] as const).map((need) => (
              <li key={need}>{t(need)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** For operators alone. */
export function ApiRootField({ form }: { form: Form }) {
  const t = useTranslations("connections.fields");
  const rules = useConnectionRules();
  return (
    <details className="group rounded-md" open={Boolean(form.watch("settings.apiRoot"))}>
      <summary className="w-fit cursor-default rounded-sm font-medium text-ink-muted text-sm hover:text-ink">
        {t("advanced")}
      </summary>
      <Field
        className="mt-3"
        label={t("apiRoot")}
        optional
        hint={t("apiRootHint")}
        error={form.formState.errors.settings?.apiRoot?.message}
      >
        <Input
          {...form.register("settings.apiRoot", { validate: rules.apiRoot })}
          type="url"
          inputMode="url"
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://api.telegram.org"
        />
      </Field>
    </details>
  );
}

export function TokenField({ form, isNew }: { form: Form; isNew: boolean }) {
  const t = useTranslations("connections.fields");
  const rules = useConnectionRules();
  return (
    <Field
      label={isNew ? t("token") : t("newToken")}
      optional={!isNew}
      hint={isNew ? t("tokenHint") : t("newTokenHint")}
      error={form.formState.errors.token?.message}
    >
      <Input
        {...form.register("token", {
          validate: (value) => (!isNew && value.trim() === "") || rules.token(value),
        })}
        type="password"
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        placeholder="123456789:AAE…"
        className="font-mono"
      />
    </Field>
  );
}
