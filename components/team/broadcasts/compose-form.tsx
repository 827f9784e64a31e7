import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { BroadcastMessage } from "#components/team/broadcasts/broadcast-message.tsx";
import { previewQuery, staleBroadcasts } from "#components/team/broadcasts/broadcasts-queries.ts";
import { clockIn, momentIn } from "#components/team/broadcasts/zoned-time.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useFormat } from "#components/use-format.ts";
import type { BroadcastJson, BroadcastPreviewJson, CreateBroadcastBody } from "#lib/http/resources/broadcasts.ts";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

const AUDIENCES = ["users", "groups"] as const;
/** As the admin API has it: Markdown, whose visible part must fit into one message. */
const MAX_TEXT = 8_000;
const HOUR_MS = 3_600_000;

interface Values {
  connectionId: string;
  audience: (typeof AUDIENCES)[number];
  text: string;
  when: "now" | "later";
  startsAt: string;
}

/** A broadcast's text, readers and moment, beside how it will look; before it is sent, it is asked once more. */
export function ComposeForm({ bots }: { bots: readonly ConnectionJson[] }) {
  const t = useTranslations("broadcasts.compose");
  const format = useFormat();
  const { team } = useTeam();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const form = useForm<Values>({
    mode: "onTouched",
    defaultValues: {
      ...{ connectionId: bots[0]?.id ?? "", audience: "users", text: "", when: "now" },
      startsAt: clockIn(new Date(Date.now() + HOUR_MS), team.timeZone),
    },
  });
  const { errors } = form.formState;
  const { connectionId, audience, text, when, startsAt } = form.watch();
  const settled = useDebounced(text, 300);
  const preview = useQuery(previewQuery(team.id, { connectionId, audience, text: settled.slice(0, MAX_TEXT) }));
  const bot = bots.find(({ id }) => id === connectionId);
  const moment = when === "later" ? momentIn(startsAt, team.timeZone) : null;

  const { mutateAsync } = useMutation({
    mutationFn: (body: CreateBroadcastBody) => api<BroadcastJson>(`/teams/${team.id}/broadcasts`, { body }),
    onSettled: () => staleBroadcasts(queryClient, team.id),
  });
  const ask = form.handleSubmit(() => setAsking(true));

  async function send() {
    try {
      const made = await mutateAsync({
        ...{ connectionId, audience, text },
        ...(moment && { startsAt: moment.toISOString() }),
      });
      toast.success(t(moment ? "scheduled" : "started"));
      router.push(`/teams/${team.id}/broadcasts/${made.id}`);
    } catch (error) {
      showServerErrors(error, form);
    }
  }

  return (
    <form noValidate aria-label={t("title")} onSubmit={ask}>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title={t("title")} description={t("description")}>
          <div className="flex flex-col gap-5">
            {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
            {bots.length > 1 && (
              <Controller
                control={form.control}
                name="connectionId"
                render={({ field }) => (
                  <Field label={t("bot")} error={errors.connectionId?.message}>
                    <Select
                      options={bots.map(({ id, name, username }) => ({
                        ...{ value: id, label: name, description: username ? `@${username}` : undefined },
                      }))}
                      value={field.value}
                      onValueChange={field.onChange}
                    />
                  </Field>
                )}
              />
            )}
            <Controller
              control={form.control}
              name="audience"
              render={({ field }) => (
                <ChoiceCards
                  label={t("audience")}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={AUDIENCES.map((value) => ({
                    ...{ value, label: t(`audiences.${value}`), description: t(`audienceTexts.${value}`) },
                  }))}
                />
              )}
            />
            <Field label={t("text")} hint={t("textHint")} error={errors.text?.message}>
              <Textarea
                {...form.register("text", {
                  validate: (value) =>
                    value.trim() === ""
                      ? t("textEmpty")
                      : value.length > MAX_TEXT
                        ? t("textLong", { max: MAX_TEXT })
                        : true,
                })}
                rows={8}
                dir="auto"
                placeholder={t("textExample")}
              />
            </Field>
            <Controller
              control={form.control}
              name="when"
              render={({ field }) => (
                <ChoiceCards
                  label={t("when")}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={[
                    { value: "now", label: t("now"), description: t("nowText") },
                    { value: "later", label: t("later"), description: t("laterText") },
                  ]}
                />
              )}
            />
            {when === "later" && (
              <Field
                label={t("startsAt", { zone: team.timeZone })}
                hint={moment && t("startsAtHint", { time: format.dateTime(moment, { zone: true }) })}
                error={errors.startsAt?.message}
                className="max-w-72"
              >
                <Input
                  type="datetime-local"
                  {...form.register("startsAt", {
                    validate: (value) => {
                      const at = momentIn(value, team.timeZone);
                      return at !== null && at > new Date() ? true : t("startsAtWrong");
                    },
                  })}
                />
              </Field>
            )}
          </div>
        </Card>
        <aside aria-label={t("preview")} className="flex flex-col gap-4 lg:sticky lg:top-4">
          <BroadcastMessage
            html={text.trim() === "" ? "" : (preview.data?.html ?? "")}
            audience={audience}
            bot={bot?.name ?? ""}
          />
          <Reach preview={preview.data} failed={preview.isError} empty={text.trim() === ""} />
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              variant="primary"
              disabled={preview.data?.fits === false || (when === "now" && preview.data?.recipients === 0)}
            >
              {t(when === "now" ? "review" : "reviewLater")}
            </Button>
            <ButtonLink variant="ghost" href={`/teams/${team.id}/broadcasts`}>
              {t("cancel")}
            </ButtonLink>
          </div>
        </aside>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        tone="primary"
        title={t(moment ? "confirmLaterTitle" : "confirmTitle", { count: preview.data?.recipients ?? 0 })}
        description={
          moment
            ? t("confirmLaterText", { time: format.dateTime(moment, { timeZone: team.timeZone, zone: true }) })
            : t("confirmText")
        }
        confirmLabel={t(moment ? "schedule" : "send")}
        onConfirm={send}
      />
    </form>
  );
}

interface ReachProps {
  preview: BroadcastPreviewJson | undefined;
  failed: boolean;
  empty: boolean;
}

/** How many it would reach, and how long that takes. */
function Reach({ preview, failed, empty }: ReachProps) {
  const t = useTranslations("broadcasts.compose");
  const format = useFormat();
  if (failed && !preview) return <Banner tone="warning">{t("previewFailed")}</Banner>;
  if (!preview) return null;
  const { recipients, unreachable, seconds, fits } = preview;
  return (
    <div role="status" className="flex flex-col gap-2 text-sm">
      {!fits && !empty && <Banner tone="danger">{t("tooLong")}</Banner>}
      <p>
        <span className="font-medium">{t("recipients", { count: recipients })}</span>
        {recipients > 0 && (
          <span className="text-ink-muted"> · {t("takes", { time: format.ms(Math.max(1, seconds) * 1_000) })}</span>
        )}
      </p>
      {unreachable > 0 && <p className="text-ink-muted text-xs">{t("unreachable", { count: unreachable })}</p>}
    </div>
  );
}
