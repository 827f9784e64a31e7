import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn } from "react-hook-form";
import type { BroadcastValues } from "#components/team/broadcasts/broadcast-values.ts";
import { momentOf } from "#components/team/broadcasts/broadcast-values.ts";
import { clockIn, momentIn, PLANNED } from "#components/team/broadcasts/zoned-time.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useFormat } from "#components/use-format.ts";
import type { BroadcastJson } from "#lib/http/resources/broadcasts.ts";

const AUDIENCES = ["users", "groups"] as const;
/** As the admin API has it: Markdown, whose visible part must fit into one message. */
export const MAX_TEXT = 8_000;

export interface BroadcastFieldsProps {
  form: UseFormReturn<BroadcastValues>;
  bots: readonly BroadcastJson["connection"][];
}

/** A broadcast's bot, readers, text and moment. */
export function BroadcastFields({ form, bots }: BroadcastFieldsProps) {
  const t = useTranslations("broadcasts.compose");
  const { errors } = form.formState;
  return (
    <div className="flex flex-col gap-5">
      {bots.length > 1 && (
        <Controller
          control={form.control}
          name="connectionId"
          render={({ field }) => (
            <Field label={t("bot")} error={errors.connectionId?.message}>
              <Select
                options={bots.map(({ id, name, username }) => ({
                  ...{ value: id, label: name, description: username ? `@${username}` : undefined },
                }))}
                value={field.value}
                onValueChange={field.onChange}
              />
            </Field>
          )}
        />
      )}
      <Controller
        control={form.control}
        name="audience"
        render={({ field }) => (
          <ChoiceCards
            label={t("audience")}
            value={field.value}
            onValueChange={field.onChange}
            options={AUDIENCES.map((value) => ({
              ...{ value, label: t(`audiences.${value}`), description: t(`audienceTexts.${value}`) },
            }))}
          />
        )}
      />
      <Field label={t("text")} hint={t("textHint")} error={errors.text?.message}>
        <Textarea
          {...form.register("text", {
            validate: (value) => {
              if (value.trim() === "") return t("textEmpty");
              return value.length <= MAX_TEXT || t("textLong", { max: MAX_TEXT });
            },
          })}
          className="min-h-44"
          dir="auto"
          placeholder={t("textExample")}
        />
      </Field>
      <Controller
        control={form.control}
        name="when"
        render={({ field }) => (
          <ChoiceCards
            label={t("when")}
            value={field.value}
            onValueChange={field.onChange}
            options={[
              { value: "now", label: t("now"), description: t("nowText") },
              { value: "later", label: t("later"), description: t("laterText") },
            ]}
          />
        )}
      />
      {form.watch("when") === "later" && <TimeField form={form} />}
    </div>
  );
}

function isElsewhere(moment: Date, timeZone: string) {
  return clockIn(moment, timeZone) !== clockIn(moment, Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The team's clock decides; whoever sits elsewhere reads what it means for them. */
function TimeField({ form }: { form: UseFormReturn<BroadcastValues> }) {
  const t = useTranslations("broadcasts.compose");
  const format = useFormat();
  const { team } = useTeam();
  const moment = momentOf(form.watch(), team.timeZone);
  return (
    <Field
      label={t("startsAt", { zone: team.timeZone })}
      hint={
        moment && isElsewhere(moment, team.timeZone) && t("startsAtHint", { time: format.dateTime(moment, PLANNED) })
      }
      error={form.formState.errors.startsAt?.message}
      className="max-w-72"
    >
      <Input
        type="datetime-local"
        {...form.register("startsAt", {
          validate: (value) => {
            const at = momentIn(value, team.timeZone);
            return at !== null && at > new Date() ? true : t("startsAtWrong");
          },
        })}
      />
    </Field>
  );
}
