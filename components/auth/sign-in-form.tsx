"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { PasswordInput } from "#components/auth/password-input.tsx";
import { requestSignIn } from "#components/auth/sign-in-request.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

const schema = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address.").pipe(z.email("This isn’t an e-mail address.")),
  password: z.string().min(1, "Enter your password."),
});

const problems = {
  wrong: {
    tone: "danger",
    title: "E-mail or password is wrong",
    detail: "Check both and try again. If you have lost them, ask an operator.",
  },
  throttled: {
    tone: "warning",
    title: "Too many attempts",
    detail: "To keep the account safe, signing in is paused for a while. Try again in 15 minutes.",
  },
  unavailable: {
    tone: "warning",
    title: "Switchboard can’t be reached",
    detail: "Nothing is wrong with your password. Try again in a moment.",
  },
} as const;

/** @param next a path of this site, checked by `safePath` */
export function SignInForm({ next, initialProblem }: { next: string; initialProblem?: keyof typeof problems }) {
  const [problem, setProblem] = useState<keyof typeof problems | null>(initialProblem ?? null);
  const [leaving, setLeaving] = useState(false);
  const form = useForm({
    resolver: zodResolver(schema),
    mode: "onTouched",
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
        <Banner tone={problems[problem].tone} title={problems[problem].title}>
          {problems[problem].detail}
        </Banner>
      )}
      <Field label="E-mail" error={errors.email?.message}>
        <Input
          {...form.register("email")}
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <PasswordInput {...form.register("password")} autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting || leaving} className="mt-1">
        Sign in
      </Button>
    </form>
  );
}
