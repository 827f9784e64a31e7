"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import {
  baselineOf,
  changesOf,
  type DraftName,
  type DraftValue,
  problemOf,
  withValue,
} from "#components/team/configuration/config-draft.ts";
import { ConfigFieldRow } from "#components/team/configuration/config-field-row.tsx";
import { CONFIG_GROUPS } from "#components/team/configuration/config-fields.ts";
import { GeneralFields } from "#components/team/configuration/general-fields.tsx";
import { ReviewDialog } from "#components/team/configuration/review-dialog.tsx";
import { SaveBar } from "#components/team/configuration/save-bar.tsx";
import { useSaveConfiguration } from "#components/team/configuration/use-save-configuration.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Section } from "#components/ui/section.tsx";
import type { ModelJson } from "#lib/http/resources/models.ts";
import type { TeamConfigJson } from "#lib/http/resources/teams.ts";

export interface ConfigurationFormProps {
  config: TeamConfigJson;
  models: readonly ModelJson[];
}

export function ConfigurationForm({ config, models }: ConfigurationFormProps) {
  const { team, canWrite, draft, setDraft } = useTeam();
  const baseline = useMemo(() => baselineOf(team, config), [team, config]);
  const changes = useMemo(() => changesOf(baseline, draft), [baseline, draft]);
  const [left, setLeft] = useState<ReadonlySet<DraftName>>(new Set());
  const [reviewing, setReviewing] = useState(false);
  const formRef = useRef<HTMLFormElement>(null);
  const { save, saving, serverErrors, problem, clearServerError } = useSaveConfiguration(baseline);

  const problems = changes.flatMap(({ name }) => (problemOf(baseline, draft, name) ? [name] : []));
  const errorOf = (name: DraftName) =>
    serverErrors[name] ?? (left.has(name) ? problemOf(baseline, draft, name) : undefined);
  const change = (name: DraftName, value: DraftValue) => {
    clearServerError(name);
    setDraft((before) => withValue(baseline, before, name, value));
  };
  const leave = (name: DraftName) => setLeft((before) => new Set(before).add(name));

  function review() {
    if (changes.length === 0) return;
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
    const saved = await save(draft);
    setReviewing(false);
    if (saved.ok) setLeft(new Set());
    else if (saved.firstField) {
      const name = saved.firstField;
      // After the dialog has given the focus back.
      setTimeout(() => focusField(name), 50);
    }
  }

  useWarnBeforeLeaving(changes.length > 0);
  useSaveShortcut(review);

  return (
    <form
      ref={formRef}
      noValidate
      aria-label="Configuration"
      className="flex flex-col gap-8 pb-20"
      onSubmit={(event) => {
        event.preventDefault();
        review();
      }}
    >
      {problem && (
        <Banner tone="danger" title="The configuration wasn’t saved">
          {problem} Everything you typed is still here.
        </Banner>
      )}
      <Section layout="split" title="General" description="How this team is called, and when its day begins.">
        <div className="flex flex-col gap-5 rounded-lg border bg-surface p-4">
          <GeneralFields baseline={baseline} draft={draft} errorOf={errorOf} onChange={change} onLeave={leave} />
        </div>
      </Section>
      {CONFIG_GROUPS.map((group) => (
        <Section key={group.title} layout="split" title={group.title} description={group.description}>
          <div className="flex flex-col gap-6 rounded-lg border bg-surface p-4">
            {group.fields.map((field) => (
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
        onDiscard={() => {
          setDraft({});
          setLeft(new Set());
        }}
      />
      <ReviewDialog
        open={reviewing}
        onOpenChange={setReviewing}
        changes={changes}
        inheritedFrom={baseline.inheritedFrom}
        saving={saving}
        onConfirm={confirm}
      />
    </form>
  );
}

function useWarnBeforeLeaving(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);
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
