"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { ApiError, api } from "#components/api-client.ts";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { newPassword } from "#components/auth/new-password.ts";
import { PasswordInput } from "#components/auth/password-input.tsx";
import { requestSignIn } from "#components/auth/sign-in-request.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { InvitationPreviewJson } from "#lib/http/resources/members.ts";

type Mode = "join" | "signIn" | "newAccount";

export interface AcceptFormProps {
  token: string;
  invitation: InvitationPreviewJson;
  signedIn: boolean;
}

/** Joins the team: as who is signed in, after signing in, or with a new account. */
export function AcceptForm({ token, invitation, signedIn }: AcceptFormProps) {
  const { email, role, teamName, hasAccount } = invitation;
  const mode: Mode = signedIn ? "join" : hasAccount ? "signIn" : "newAccount";
  const t = useTranslations("auth");
  const schema = useMemo(() => schemaOf(mode, t), [mode, t]);
  const [leaving, setLeaving] = useState(false);
  const form = useForm({
    resolver: zodResolver(schema),
    mode: "onTouched",
    defaultValues: { name: "", password: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ name, password }) => {
    if (mode === "signIn" && !(await signInFirst(password))) return;
    const body = mode === "newAccount" ? { token, name, password } : { token };
    try {
      const { teamId } = await api<{ teamId: string }>("/invitations/accept", { body });
      setLeaving(true);
      const entered = mode !== "newAccount" || (await requestSignIn({ email, password })) === "ok";
      location.assign(entered ? `/teams/${teamId}` : "/sign-in");
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        form.setError("root", { message: t("invitation.used") });
      } else showServerErrors(error, form);
    }
  });

  async function signInFirst(password: string) {
    const result = await requestSignIn({ email, password });
    if (result === "wrong") form.setError("password", { message: t("wrong.password") }, { shouldFocus: true });
    if (result === "throttled") form.setError("root", { message: t("problems.throttled.short") });
    if (result === "unavailable") form.setError("root", { message: t("problems.unavailable.short") });
    return result === "ok";
  }

  return (
    <AuthCard title={t("invitation.join", { team: teamName })} description={t(`invitation.as.${role}`)}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        <Field label={t("fields.email")}>
          <Input value={email} readOnly dir="ltr" autoComplete="username" />
        </Field>
        {mode === "newAccount" && (
          <Field label={t("fields.name")} error={errors.name?.message}>
            <Input {...form.register("name")} autoComplete="name" autoFocus />
          </Field>
        )}
        {mode !== "join" && (
          <Field
            label={mode === "signIn" ? t("fields.password") : t("fields.choosePassword")}
            hint={mode === "signIn" ? t("invitation.hasAccount") : t("fields.passwordHint")}
            error={errors.password?.message}
          >
            <PasswordInput
              {...form.register("password")}
              autoComplete={mode === "signIn" ? "current-password" : "new-password"}
            />
          </Field>
        )}
        <Button type="submit" variant="primary" size="lg" loading={isSubmitting || leaving} className="mt-1">
          {t(`invitation.submit.${mode}`)}
        </Button>
      </form>
    </AuthCard>
  );
}

function schemaOf(mode: Mode, t: ReturnType<typeof useTranslations<"auth">>) {
  const name = z.string().trim().min(1, t("wrong.nameMissing")).max(100, t("wrong.nameLong"));
  const password = z.string().min(1, t("wrong.passwordMissing"));
  if (mode === "join") return z.object({ name: z.string(), password: z.string() });
  if (mode === "signIn") return z.object({ name: z.string(), password });
  return z.object({ name, password: newPassword((key) => t(`wrong.${key}`)) });
}
