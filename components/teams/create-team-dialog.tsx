"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Globe, Lock } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { slugify } from "#components/teams/slugify.ts";
import { browserTimeZone, timeZoneOptions } from "#components/teams/time-zones.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { CreateTeamBody, TeamJson } from "#lib/http/resources/teams.ts";

const schema = z.object({
  displayName: z.string().trim().min(1, "Give the team a name.").max(100, "At most 100 characters."),
  platformName: z
    .string()
    .trim()
    .min(1, "Give the platform a name.")
    .max(63, "At most 63 characters.")
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Only lower-case letters, digits and single hyphens between them."),
  type: z.enum(["private", "public"]),
  timeZone: z.string({ error: "Choose a time zone." }).min(1, "Choose a time zone."),
});

const types = [
  {
    value: "private",
    label: "Private",
    icon: <Lock aria-hidden />,
    description: "For known people. They sign in first, may use every model, and have roomier limits.",
  },
  {
    value: "public",
    label: "Public",
    icon: <Globe aria-hidden />,
    description: "For anyone who finds the bot. Small models and tighter limits keep the cost down.",
  },
] as const;

export interface CreateTeamDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function CreateTeamDialog({ open, onOpenChange }: CreateTeamDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Create a team"
      description="It starts with its type’s defaults. Everything can be changed later."
    >
      <CreateTeamForm />
    </Dialog>
  );
}

function CreateTeamForm() {
  const router = useRouter();
  const queryClient = useQueryClient();
  // Once somebody has typed a platform name, it is theirs.
  const [ownSlug, setOwnSlug] = useState(false);
  const form = useForm({
    resolver: zodResolver(schema),
    mode: "onTouched",
    defaultValues: { displayName: "", platformName: "", type: "private" as const, timeZone: browserTimeZone() },
  });
  const { errors } = form.formState;

  const create = useMutation({
    mutationFn: (body: CreateTeamBody) => api<TeamJson>("/teams", { body }),
    onError: (error) => showServerErrors(error, form),
    onSuccess: (team) => {
      queryClient.invalidateQueries({ queryKey: ["teams"] });
      queryClient.invalidateQueries({ queryKey: ["overview"] });
      toast.success(`${team.displayName} is ready`, { description: "Next: make a key, or connect a bot." });
      // Leaving the page closes the dialog. Closing it first would write the old page's address over the new one's.
      router.push(`/teams/${team.id}`);
    },
  });

  return (
    <form onSubmit={form.handleSubmit((values) => create.mutate(values))} noValidate className="contents">
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        <Field
          label="Display name"
          hint="What people see. You can change it at any time."
          error={errors.displayName?.message}
        >
          <Input
            {...form.register("displayName", {
              onChange: (event: { target: { value: string } }) => {
                if (ownSlug) return;
                const options = { shouldValidate: form.getFieldState("platformName").isTouched };
                form.setValue("platformName", slugify(event.target.value), options);
              },
            })}
            placeholder="Hosco Popak"
            autoComplete="off"
            autoFocus
          />
        </Field>
        <Field
          label="Platform name"
          hint="Its name in the API and in logs: lower-case letters, digits and hyphens."
          error={errors.platformName?.message}
        >
          <Input
            {...form.register("platformName", {
              onChange: (event: { target: { value: string } }) => setOwnSlug(event.target.value !== ""),
            })}
            placeholder="hosco-popak"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Controller
          control={form.control}
          name="type"
          render={({ field }) => (
            <ChoiceCards label="Type" value={field.value} onValueChange={field.onChange} options={types} />
          )}
        />
        <Controller
          control={form.control}
          name="timeZone"
          render={({ field }) => (
            <Field
              label="Time zone"
              hint="Days and months of its limits and its usage begin at midnight here."
              error={errors.timeZone?.message}
            >
              <Combobox
                options={timeZoneOptions()}
                value={field.value}
                onValueChange={(zone) => field.onChange(zone ?? "")}
                onBlur={field.onBlur}
                placeholder="Search for a city…"
              />
            </Field>
          )}
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Cancel</Button>} />
        <Button type="submit" variant="primary" loading={create.isPending || create.isSuccess}>
          Create team
        </Button>
      </DialogFooter>
    </form>
  );
}
