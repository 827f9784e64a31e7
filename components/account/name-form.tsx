"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
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

const schema = z.object({
  name: z.string().trim().min(1, "Enter your name.").max(100, "At most 100 characters."),
});

export function NameForm({ name, email }: { name: string; email: string }) {
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
      toast.success("Your name is saved");
    },
  });
  return (
    <form onSubmit={form.handleSubmit((values) => save.mutate(values))} noValidate className="flex flex-col gap-4">
      {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register("name")} autoComplete="name" className="max-w-sm" />
      </Field>
      <Field label="E-mail" hint="You sign in with it. Only an operator can give you another.">
        <Input value={email} readOnly autoComplete="username" className="max-w-sm" />
      </Field>
      <Button type="submit" variant="primary" className="self-start" disabled={!isDirty} loading={save.isPending}>
        Save name
      </Button>
    </form>
  );
}
