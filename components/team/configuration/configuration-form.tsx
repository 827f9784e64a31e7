"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { type DraftName, type DraftValue, problemOf } from "#components/team/configuration/config-draft.ts";
import { ConfigFieldRow } from "#components/team/configuration/config-field-row.tsx";
import { CONFIG_GROUPS } from "#components/team/configuration/config-fields.ts";
import { ConflictBanner } from "#components/team/configuration/conflict-banner.tsx";
import { GeneralFields } from "#components/team/configuration/general-fields.tsx";
import { PreviewPanel } from "#components/team/configuration/preview-panel.tsx";
import { ReviewDialog } from "#components/team/configuration/review-dialog.tsx";
import { SaveBar } from "#components/team/configuration/save-bar.tsx";
import { useDraft } from "#components/team/configuration/use-draft.ts";
import { useProblemText } from "#components/team/configuration/use-problem-text.ts";
import { useSaveConfiguration } from "#components/team/configuration/use-save-configuration.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Section } from "#components/ui/section.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useUnloadWarning } from "#components/use-unload-warning.ts";
import type { ModelJson } from "#lib/http/resources/models.ts";
import type { TeamConfigJson } from "#lib/http/resources/teams.ts";

export interface ConfigurationFormProps {
  config: TeamConfigJson;
  models: readonly ModelJson[];
}

const card = "flex flex-col gap-6 rounded-lg border bg-surface p-4";

export function ConfigurationForm({ config, models }: ConfigurationFormProps) {
  const t = useTranslations("configuration");
  const problemText = useProblemText();
  const { canWrite } = useTeam();
  const { baseline, base, draft, changes, theirs, ...edit } = useDraft(config);
  const [left, setLeft] = useState<ReadonlySet<DraftName>>(new Set());
  const [reviewing, setReviewing] = useState(false);
  const formRef = useRef<HTMLFormElement>(null);
  const conflictRef = useRef<HTMLElement>(null);
  const { save, saving, serverErrors, problem, clearServerError } = useSaveConfiguration(baseline);
  const conflicts = saving ? [] : theirs;

  const problems = changes.flatMap(({ name }) => (problemOf(baseline, draft, name) ? [name] : []));
  const errorOf = (name: DraftName) => {
    const found = left.has(name) ? problemOf(baseline, draft, name) : undefined;
    return serverErrors[name] ?? (found && problemText(found));
  };
  const change = (name: DraftName, value: DraftValue) => {
    clearServerError(name);
    edit.change(name, value);
  };
  const leave = (name: DraftName) => setLeft((before) => new Set(before).add(name));

  function review() {
    if (changes.length === 0 || saving) return;
    if (conflicts.length > 0) return conflictRef.current?.focus();
    if (problems.length === 0) return setReviewing(true);
    setLeft((before) => new Set([...before, ...problems]));
    focusField(problems[0]);
  }

  function focusField(name: DraftName | undefined) {
    const field = formRef.current?.querySelector(`[data-field="${name}"]`);
    field?.scrollIntoView({ block: "center" });
    field?.querySelector<HTMLElement>("input, textarea, button[role=combobox], [role=checkbox]")?.focus();
  }

  async function confirm() {
    const outcome = await save(draft, base);
    setReviewing(false);
    if (outcome.kind === "saved") setLeft(new Set());
    // After the dialog has given the focus back.
    if (outcome.kind === "changed") setTimeout(() => conflictRef.current?.focus(), 50);
    if (outcome.kind === "refused") setTimeout(() => outcome.firstField && focusField(outcome.firstField), 50);
  }

  function discard() {
    const before = draft;
    edit.discard();
    setLeft(new Set());
    toast.info(t("bar.discarded"), {
      action: { label: t("saved.undo"), onClick: () => edit.restore(before) },
    });
  }

  useUnloadWarning(changes.length > 0);
  useSaveShortcut(review);

  return (
    <form
      ref={formRef}
      noValidate
      aria-label={t("title")}
      className="grid items-start gap-x-8 gap-y-8 pb-20 xl:grid-cols-[minmax(0,1fr)_22rem]"
      onSubmit={(event) => {
        event.preventDefault();
        review();
      }}
    >
      <div className="flex min-w-0 flex-col gap-8">
        {conflicts.length > 0 && (
          <ConflictBanner
            ref={conflictRef}
            changes={conflicts}
            draft={draft}
            onUseTheirs={edit.drop}
            onContinue={edit.accept}
            onDiscard={discard}
          />
        )}
        {problem && (
          <Banner tone="danger" title={t("failed.title")}>
            {t("failed.text", { problem })}
          </Banner>
        )}
        <Section title={t("general.title")} description={t("general.description")}>
          <div className={card}>
            <GeneralFields baseline={baseline} draft={draft} errorOf={errorOf} onChange={change} onLeave={leave} />
          </div>
        </Section>
        {CONFIG_GROUPS.map(({ id, fields }) => (
          <Section key={id} title={t(`groups.${id}`)} description={t(`groups.${id}Hint`)}>
            <div className={card}>
              {fields.map((field) => (
                <ConfigFieldRow
                  key={field.name}
                  field={field}
                  baseline={baseline}
                  draft={draft}
                  models={models}
                  disabled={!canWrite}
                  error={errorOf(field.name)}
                  onChange={(value) => change(field.name, value)}
                  onLeave={() => leave(field.name)}
                />
              ))}
            </div>
          </Section>
        ))}
        <SaveBar
          count={changes.length}
          problems={problems.filter((name) => left.has(name)).length}
          onDiscard={discard}
        />
      </div>
      <PreviewPanel draft={draft} version={baseline.version} isValid={problems.length === 0} />
      <ReviewDialog
        open={reviewing}
        onOpenChange={setReviewing}
        changes={changes}
        inheritedFrom={t(`source.${baseline.inheritedFrom}`)}
        saving={saving}
        onConfirm={confirm}
      />
    </form>
  );
}

function useSaveShortcut(onSave: () => void) {
  const latest = useRef(onSave);
  useEffect(() => {
    latest.current = onSave;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "s" || !(event.metaKey || event.ctrlKey) || event.shiftKey) return;
      event.preventDefault();
      latest.current();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
