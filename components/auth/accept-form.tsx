"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { ApiError, api } from "#components/api-client.ts";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { newPassword, PASSWORD_HINT } from "#components/auth/new-password.ts";
import { PasswordInput } from "#components/auth/password-input.tsx";
import { requestSignIn } from "#components/auth/sign-in-request.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { InvitationPreviewJson } from "#lib/http/resources/members.ts";

type Mode = "join" | "signIn" | "newAccount";

const name = z.string().trim().min(1, "Enter your name.").max(100, "At most 100 characters.");
const schemas = {
  join: z.object({ name: z.string(), password: z.string() }),
  signIn: z.object({ name: z.string(), password: z.string().min(1, "Enter your password.") }),
  newAccount: z.object({ name, password: newPassword }),
};

const roles = {
  owner: "an owner, who can do everything in the team",
  admin: "an admin, who can configure the team",
  viewer: "a viewer, who can see everything and change nothing",
};

export interface AcceptFormProps {
  token: string;
  invitation: InvitationPreviewJson;
  signedIn: boolean;
}

/** Joins the team: as who is signed in, after signing in, or with a new account. */
export function AcceptForm({ token, invitation, signedIn }: AcceptFormProps) {
  const { email, role, teamName, hasAccount } = invitation;
  const mode: Mode = signedIn ? "join" : hasAccount ? "signIn" : "newAccount";
  const [leaving, setLeaving] = useState(false);
  const form = useForm({
    resolver: zodResolver(schemas[mode]),
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
        form.setError("root", { message: "This invitation was used or withdrawn in the meantime." });
      } else showServerErrors(error, form);
    }
  });

  async function signInFirst(password: string) {
    const result = await requestSignIn({ email, password });
    if (result === "wrong") form.setError("password", { message: "The password is wrong." }, { shouldFocus: true });
    if (result === "throttled") form.setError("root", { message: "Too many attempts. Try again in 15 minutes." });
    if (result === "unavailable") form.setError("root", { message: "Switchboard can’t be reached. Try again." });
    return result === "ok";
  }

  return (
    <AuthCard title={`Join ${teamName}`} description={`You are invited as ${roles[role]}.`}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        <Field label="E-mail">
          <Input value={email} readOnly autoComplete="username" />
        </Field>
        {mode === "newAccount" && (
          <Field label="Your name" error={errors.name?.message}>
            <Input {...form.register("name")} autoComplete="name" autoFocus />
          </Field>
        )}
        {mode !== "join" && (
          <Field
            label={mode === "signIn" ? "Password" : "Choose a password"}
            hint={mode === "signIn" ? "You have an account already: enter its password." : PASSWORD_HINT}
            error={errors.password?.message}
          >
            <PasswordInput
              {...form.register("password")}
              autoComplete={mode === "signIn" ? "current-password" : "new-password"}
            />
          </Field>
        )}
        <Button type="submit" variant="primary" size="lg" loading={isSubmitting || leaving} className="mt-1">
          {mode === "newAccount" ? "Create account and join" : mode === "signIn" ? "Sign in and join" : "Join the team"}
        </Button>
      </form>
    </AuthCard>
  );
}
