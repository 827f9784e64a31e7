import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import {
  GATE_LANGUAGES,
  type GateLanguage,
  type GroupValues,
  MAX_BUTTON,
  MAX_WARNING,
  WARNING_TIMES,
} from "#components/team/groups/group-form.ts";
import { useGroup } from "#components/team/groups/group-frame.tsx";
import { WarningPreview } from "#components/team/groups/warning-preview.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { LOCALES } from "#messages/locales.ts";

const PLACEHOLDERS = ["{name}", "{channels}"] as const;

/** What the bot says to whom it holds, language by language, beside how it will look. */
export function TextsFields({ form, readOnly }: { form: UseFormReturn<GroupValues>; readOnly: boolean }) {
  const t = useTranslations("groups.texts");
  const { builtin, params } = useGroup();
  const [language, setLanguage] = useState<GateLanguage>(params.language === "auto" ? "en" : params.language);
  const { errors } = form.formState;
  const [warning, button] = form.watch([`warning.${language}`, `buttonText.${language}`]);
  const area = useRef<HTMLTextAreaElement | null>(null);
  const { ref, ...registered } = form.register(`warning.${language}`, {
    validate: (value) => value.trim().length <= MAX_WARNING || t("tooLong", { max: MAX_WARNING }),
  });
  const name = LOCALES[language].name;
  // Several languages hold texts, and one of those that are out of sight may be wrong.
  const wrong = GATE_LANGUAGES.filter((one) => errors.warning?.[one] || errors.buttonText?.[one]);

  function insert(placeholder: string) {
    const { current } = area;
    if (!current) return;
    const [from, to] = [current.selectionStart, current.selectionEnd];
    const text = current.value;
    const next = `${text.slice(0, from)}${placeholder}${text.slice(to)}`;
    form.setValue(`warning.${language}`, next, { shouldDirty: true, shouldTouch: true });
    current.focus();
    current.setSelectionRange(from + placeholder.length, from + placeholder.length);
  }

  return (
    <div className="grid gap-x-6 gap-y-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <Segmented
          label={t("which")}
          className="self-start"
          value={language}
          onValueChange={setLanguage}
          options={GATE_LANGUAGES.map((value) => ({
            value,
            label: wrong.includes(value) ? `${LOCALES[value].name} •` : LOCALES[value].name,
          }))}
        />
        <Field
          label={t("warning", { language: name })}
          error={errors.warning?.[language]?.message}
          hint={t("warningHint")}
          aside={
            !readOnly && (
              <span className="flex items-center gap-1">
                {PLACEHOLDERS.map((placeholder) => (
                  <Button
                    key={placeholder}
                    size="sm"
                    className="-my-0.5 h-6 px-1.5 font-mono text-2xs"
                    aria-label={t("insert", { what: placeholder })}
                    onClick={() => insert(placeholder)}
                  >
                    {placeholder}
                  </Button>
                ))}
              </span>
            )
          }
        >
          <Textarea
            key={language}
            {...registered}
            ref={(element) => {
              ref(element);
              area.current = element;
            }}
            rows={4}
            dir="auto"
            lang={language}
            readOnly={readOnly}
            placeholder={builtin.warning[language]}
          />
        </Field>
        <Field label={t("button", { language: name })} error={errors.buttonText?.[language]?.message}>
          <Input
            key={language}
            {...form.register(`buttonText.${language}`, {
              validate: (value) => value.trim().length <= MAX_BUTTON || t("tooLong", { max: MAX_BUTTON }),
            })}
            dir="auto"
            lang={language}
            autoComplete="off"
            readOnly={readOnly}
            placeholder={builtin.buttonText[language]}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Controller
            control={form.control}
            name="language"
            render={({ field }) => (
              <Field label={t("spoken")} hint={t(field.value === "auto" ? "spokenAutoHint" : "spokenHint")}>
                <Select
                  options={[
                    { value: "auto", label: t("auto") },
                    ...GATE_LANGUAGES.map((value) => ({ value, label: LOCALES[value].name })),
                  ]}
                  value={field.value}
                  onValueChange={field.onChange}
                  disabled={readOnly}
                />
              </Field>
            )}
          />
          <Controller
            control={form.control}
            name="warningTtlSeconds"
            render={({ field }) => (
              <Field label={t("time")} hint={t("timeHint")}>
                <TimeSelect seconds={field.value} onChange={field.onChange} disabled={readOnly} />
              </Field>
            )}
          />
        </div>
      </div>
      <div className="min-w-0">
        <p className="mb-1.5 font-medium text-sm">{t("preview")}</p>
        <WarningPreview
          language={language}
          warning={warning.trim() || builtin.warning[language] || ""}
          button={button.trim() || builtin.buttonText[language] || ""}
        />
      </div>
    </div>
  );
}

interface TimeSelectProps {
  seconds: number;
  onChange: (seconds: number) => void;
  disabled: boolean;
}

/** The usual times, and whatever else was set by a program. */
function TimeSelect({ seconds, onChange, disabled }: TimeSelectProps) {
  const t = useTranslations("groups.texts.times");
  const times = [...new Set([...WARNING_TIMES, seconds])].toSorted((a, b) => a - b);
  const label = (time: number) => {
    if (time % 3_600 === 0) return t("hours", { count: time / 3_600 });
    return time % 60 === 0 ? t("minutes", { count: time / 60 }) : t("seconds", { count: time });
  };
  return (
    <Select
      options={times.map((time) => ({ value: String(time), label: label(time) }))}
      value={String(seconds)}
      onValueChange={(value) => onChange(Number(value))}
      disabled={disabled}
    />
  );
}
