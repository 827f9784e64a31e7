"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { isPerson } from "#components/team/groups/chat-reference.ts";
import { useGroup } from "#components/team/groups/group-frame.tsx";
import { useDecisionWords } from "#components/team/groups/use-decision-words.ts";
import { VerdictList } from "#components/team/groups/verdict-list.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ExplainBody, ExplanationJson } from "#lib/http/resources/groups.ts";

/** Asks Telegram whether somebody would pass, and says why; nothing changes for them. */
export function ExplainCard() {
  const t = useTranslations("groups.explain");
  const { id } = useGroup();
  const form = useForm({ defaultValues: { user: "" } });
  const { errors, isSubmitting } = form.formState;
  const explain = useMutation({
    mutationFn: (body: ExplainBody) => api<ExplanationJson>(`/groups/${id}/explain`, { body }),
  });
  const submit = form.handleSubmit(async ({ user }) => {
    explain.reset();
    try {
      await explain.mutateAsync({ user: user.trim() });
    } catch (error) {
      showServerErrors(error, form);
    }
  });
  return (
    <Card headingLevel={3} title={t("title")} description={t("text")}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-3">
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        <Field label={t("person")} hint={t("personHint")} error={errors.user?.message}>
          <div className="flex gap-2">
            <Input
              {...form.register("user", { validate: (value) => isPerson(value) || t("personWrong") })}
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              placeholder="123456789"
              className="min-w-0 flex-1"
            />
            <Button type="submit" variant="secondary" loading={isSubmitting}>
              {t("ask")}
            </Button>
          </div>
        </Field>
      </form>
      <div aria-live="polite">{explain.data && <Explanation explanation={explain.data} />}</div>
    </Card>
  );
}

function Explanation({ explanation }: { explanation: ExplanationJson }) {
  const t = useTranslations("groups.explain");
  const words = useDecisionWords();
  const { team } = useTeam();
  const { user, passes, reason, standing, mutedByAdmin, verdicts, restriction, lastDecision } = explanation;
  const name = user.name ?? user.id;
  const at = (date: string) => <RelativeTime date={date} timeZone={team.timeZone} />;
  return (
    <div className="mt-4 flex flex-col gap-3 border-t pt-4 text-sm">
      <div className="flex items-start gap-2.5">
        {passes && mutedByAdmin ? (
          <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-warning-text" />
        ) : passes ? (
          <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-success-text" />
        ) : (
          <CircleX aria-hidden className="mt-0.5 size-5 shrink-0 text-danger-text" />
        )}
        <div className="min-w-0">
          <p className="font-semibold text-base">
            {t.rich(passes ? (mutedByAdmin ? "passesMuted" : "passes") : "held", { name: () => <bdi>{name}</bdi> })}
          </p>
          <p className="text-ink-muted">{words.reason(reason)}</p>
        </div>
      </div>
      {mutedByAdmin && (
        <Banner tone="warning" title={t(standing === "kicked" ? "bannedByAdmin" : "mutedByAdmin")}>
          {t(standing === "kicked" ? "bannedByAdminText" : "mutedByAdminText")}
        </Banner>
      )}
      <VerdictList verdicts={verdicts} />
      <ul className="flex flex-col gap-1 text-ink-muted text-xs">
        {reason !== "group_admin" && <li>{t(`standings.${standing}`)}</li>}
        <li>
          {restriction
            ? t.rich(`restriction.${restriction.state}`, {
                since: () => at(restriction.imposedAt),
                until: () => at(restriction.endedAt ?? restriction.imposedAt),
              })
            : t("noRestriction")}
        </li>
        <li>
          {lastDecision
            ? t.rich("lastDecision", {
                time: () => at(lastDecision.createdAt),
                outcome: words.outcome(lastDecision.outcome),
                reason: words.reason(lastDecision.reason),
              })
            : t("noDecision")}
        </li>
      </ul>
    </div>
  );
}
