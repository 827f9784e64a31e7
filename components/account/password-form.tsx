"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { ApiError, api } from "#components/api-client.ts";
import { newPassword } from "#components/auth/new-password.ts";
import { PasswordInput } from "#components/auth/password-input.tsx";
import { showServerErrors } from "#components/form-errors.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { toast } from "#components/ui/toast.tsx";

const empty = { currentPassword: "", newPassword: "" };

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("account.password");
  const auth = useTranslations("auth");
  const schema = useMemo(
    () =>
      z
        .object({
          currentPassword: z.string().min(1, t("currentMissing")),
          newPassword: newPassword((key) => auth(`wrong.${key}`)),
        })
        .refine((values) => values.currentPassword !== values.newPassword, {
          path: ["newPassword"],
          message: t("same"),
        }),
    [t, auth],
  );
  const form = useForm({ resolver: zodResolver(schema), mode: "onTouched", defaultValues: empty });
  const { errors } = form.formState;
  const save = useMutation({
    mutationFn: (body: typeof empty) => api<void>("/me/password", { body }),
    onError: (error) => {
      if (error instanceof ApiError && error.status === 429) {
        form.setError("root", { message: auth("problems.throttled.short") });
      } else showServerErrors(error, form);
    },
    onSuccess: () => {
      form.reset(empty);
      toast.success(t("changed"), { description: t("changedText") });
    },
  });
  return (
    <form onSubmit={form.handleSubmit((values) => save.mutate(values))} noValidate className="flex flex-col gap-4">
      {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
      {/* For password managers, which store it under this. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <Field label={t("current")} error={errors.currentPassword?.message}>
        <PasswordInput {...form.register("currentPassword")} autoComplete="current-password" className="max-w-sm" />
      </Field>
      <Field label={t("new")} hint={auth("fields.passwordHint")} error={errors.newPassword?.message}>
        <PasswordInput {...form.register("newPassword")} autoComplete="new-password" className="max-w-sm" />
      </Field>
      <Button type="submit" variant="primary" className="self-start" loading={save.isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}
