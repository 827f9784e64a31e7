"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { slugify } from "#components/teams/slugify.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** A team's two names, inside a react-hook-form provider: the platform name follows the display name until it is typed. */
export function TeamNameFields() {
  const t = useTranslations("teams.fields");
  const form = useFormContext<{ displayName: string; platformName: string }>();
  // Once somebody has typed a platform name, it is theirs.
  const [ownSlug, setOwnSlug] = useState(false);
  const { errors } = form.formState;
  return (
    <>
      <Field label={t("displayName")} hint={t("displayNameHint")} error={errors.displayName?.message}>
        <Input
          {...form.register("displayName", {
            onChange: (event: { target: { value: string } }) => {
              if (ownSlug) return;
              const options = { shouldValidate: form.getFieldState("platformName").isTouched, shouldDirty: true };
              form.setValue("platformName", slugify(event.target.value), options);
            },
          })}
          placeholder={t("displayNameExample")}
          autoComplete="off"
          autoFocus
        />
      </Field>
      <Field label={t("platformName")} hint={t("platformNameHint")} error={errors.platformName?.message}>
        <Input
          {...form.register("platformName", {
            onChange: (event: { target: { value: string } }) => setOwnSlug(event.target.value !== ""),
          })}
          placeholder={t("platformNameExample")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          className="font-mono"
        />
      </Field>
    </>
  );
}
