"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { UserJson } from "#lib/http/resources/me.ts";

export function NameForm({ name, email }: { name: string; email: string }) {
  const t = useTranslations("account.name");
  const auth = useTranslations("auth");
  const schema = useMemo(
    () => z.object({ name: z.string().trim().min(1, auth("wrong.nameMissing")).max(100, auth("wrong.nameLong")) }),
    [auth],
  );
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useForm({ resolver: zodResolver(schema), mode: "onTouched", values: { name } });
  const { errors, isDirty } = form.formState;
  const save = useMutation({
    mutationFn: (body: { name: string }) => api<UserJson>("/me", { method: "PATCH", body }),
    onError: (error) => showServerErrors(error, form),
    onSuccess: (user) => {
      form.reset({ name: user.name ?? "" });
      queryClient.invalidateQueries({ queryKey: ["me"] });
      // The menu's name is rendered on the server.
      router.refresh();
      toast.success(t("saved"));
    },
  });
  return (
    <form onSubmit={form.handleSubmit((values) => save.mutate(values))} noValidate className="flex flex-col gap-4">
      {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
      <Field label={t("label")} error={errors.name?.message}>
        <Input {...form.register("name")} autoComplete="name" className="max-w-sm" />
      </Field>
      <Field label={auth("fields.email")} hint={t("emailHint")}>
        <Input value={email} readOnly dir="ltr" autoComplete="username" className="max-w-sm" />
      </Field>
      <Button type="submit" variant="primary" className="self-start" disabled={!isDirty} loading={save.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
