"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { PasswordInput } from "#components/auth/password-input.tsx";
import { requestSignIn } from "#components/auth/sign-in-request.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

const tones = { wrong: "danger", throttled: "warning", unavailable: "warning" } as const;
type Problem = keyof typeof tones;

/** @param next a path of this site, checked by `safePath` */
export function SignInForm({ next, initialProblem }: { next: string; initialProblem?: Problem }) {
  const t = useTranslations("auth");
  const schema = useMemo(
    () =>
      z.object({
        email: z
          .string()
          .trim()
          .min(1, t("wrong.emailMissing"))
          .pipe(z.email(t("wrong.email"))),
        password: z.string().min(1, t("wrong.passwordMissing")),
      }),
    [t],
  );
  const [problem, setProblem] = useState<Problem | null>(initialProblem ?? null);
  const [leaving, setLeaving] = useState(false);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { email: "", password: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    const result = await requestSignIn(values);
    if (result === "ok") {
      setLeaving(true);
      // A full load: nothing of whoever was signed in before stays in memory.
      location.assign(next);
      return;
    }
    setProblem(result);
    if (result === "wrong") form.setFocus("password", { shouldSelect: true });
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem && (
        <Banner tone={tones[problem]} title={t(`problems.${problem}.title`)}>
          {t(`problems.${problem}.detail`)}
        </Banner>
      )}
      <Field label={t("fields.email")} error={errors.email?.message}>
        <Input
          {...form.register("email", {
            // The cursor starts here: whoever leaves it empty, for the language menu say, has made no mistake yet.
            onBlur: () => form.getValues("email") !== "" && form.trigger("email"),
            onChange: () => errors.email && form.trigger("email"),
          })}
          type="email"
          dir="ltr"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
      </Field>
      <Field label={t("fields.password")} error={errors.password?.message}>
        <PasswordInput {...form.register("password")} autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting || leaving} className="mt-1">
        {t("signIn.submit")}
      </Button>
    </form>
  );
}
