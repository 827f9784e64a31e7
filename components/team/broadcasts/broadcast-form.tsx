import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import { BroadcastFields, MAX_TEXT } from "#components/team/broadcasts/broadcast-fields.tsx";
import { BroadcastMessage } from "#components/team/broadcasts/broadcast-message.tsx";
import { BroadcastReach } from "#components/team/broadcasts/broadcast-reach.tsx";
import { type BroadcastValues, momentOf } from "#components/team/broadcasts/broadcast-values.ts";
import { previewQuery } from "#components/team/broadcasts/broadcasts-queries.ts";
import { PLANNED } from "#components/team/broadcasts/zoned-time.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useFormat } from "#components/use-format.ts";
import { useUnloadWarning } from "#components/use-unload-warning.ts";
import type { BroadcastJson } from "#lib/http/resources/broadcasts.ts";

export interface BroadcastFormProps {
  form: UseFormReturn<BroadcastValues>;
  title: string;
  description: string;
  bots: readonly BroadcastJson["connection"][];
  /** What has happened to it meanwhile. */
  notice?: ReactNode;
  /** What the button says for a later time; one that ends in … asks before it acts. */
  laterLabel: string;
  asksLater: boolean;
  /** Nothing can be saved any more. */
  closed?: boolean;
  backHref: string;
  /** @returns whether it is saved; what it throws the form shows */
  onSave: (values: BroadcastValues) => Promise<boolean>;
}

/** A broadcast's text, readers and moment, beside how it will look; before anything is sent, it is asked once more. */
export function BroadcastForm({ form, bots, notice, closed = false, onSave, ...props }: BroadcastFormProps) {
  const t = useTranslations("broadcasts.compose");
  const format = useFormat();
  const { team } = useTeam();
  const [asking, setAsking] = useState(false);
  const [saved, setSaved] = useState(false);
  const { errors, isSubmitting, isDirty } = form.formState;
  const values = form.watch();
  const { connectionId, audience, text, when } = values;
  const settled = useDebounced(text, 300);
  const { data: preview, isError } = useQuery(
    previewQuery(team.id, { connectionId, audience, text: settled.slice(0, MAX_TEXT) }),
  );
  const moment = momentOf(values, team.timeZone);
  const isEmpty = text.trim() === "";
  useUnloadWarning(isDirty && !saved);

  async function save(written: BroadcastValues) {
    try {
      setSaved(await onSave(written));
    } catch (error) {
      showServerErrors(error, form);
    }
  }
  const submit = form.handleSubmit((written) =>
    written.when === "now" || props.asksLater ? setAsking(true) : save(written),
  );

  return (
    <form noValidate aria-label={props.title} onSubmit={submit}>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title={props.title} description={props.description}>
          <div className="flex flex-col gap-5">
            {notice}
            {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
            <BroadcastFields form={form} bots={bots} />
          </div>
        </Card>
        <aside aria-label={t("preview")} className="flex flex-col gap-4 lg:sticky lg:top-4">
          <BroadcastMessage
            html={isEmpty ? "" : (preview?.html ?? "")}
            audience={audience}
            bot={bots.find(({ id }) => id === connectionId)?.name ?? ""}
          />
          <BroadcastReach preview={preview} failed={isError} empty={isEmpty} />
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              variant="primary"
              loading={isSubmitting}
              disabled={closed || preview?.fits === false || (when === "now" && preview?.recipients === 0)}
            >
              {when === "now" ? t("review") : props.laterLabel}
            </Button>
            <ButtonLink variant="ghost" href={props.backHref}>
              {t("cancel")}
            </ButtonLink>
          </div>
        </aside>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        tone="primary"
        title={t(moment ? "confirmLaterTitle" : "confirmTitle", { count: preview?.recipients ?? 0 })}
        description={
          moment
            ? t("confirmLaterText", { time: format.dateTime(moment, { ...PLANNED, timeZone: team.timeZone }) })
            : t("confirmText")
        }
        confirmLabel={t(moment ? "schedule" : "send")}
        onConfirm={() => save(form.getValues())}
      />
    </form>
  );
}
