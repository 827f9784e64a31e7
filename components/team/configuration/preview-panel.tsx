"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Bot } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ApiError, api } from "#components/api-client.ts";
import { type ConfigDraft, patchOf } from "#components/team/configuration/config-draft.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { teamKey } from "#components/team/team-queries.ts";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { cn } from "#components/ui/cn.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import type { PreviewBody, PreviewJson, PreviewReplyJson } from "#lib/http/resources/teams.ts";

export interface PreviewPanelProps {
  draft: ConfigDraft;
  /** Of what is saved: another version is another preview. */
  version: string;
  isValid: boolean;
}

/** What the bot would answer to /help and /models, asked of the bot's own commands with the draft. */
export function PreviewPanel({ draft, version, isValid }: PreviewPanelProps) {
  const t = useTranslations("configuration.preview");
  const errorMessage = useErrorMessage();
  const { team, canWrite } = useTeam();
  const headingId = useId();
  const [where, setWhere] = useState<"direct" | "group">("direct");
  const isDraft = Object.keys(draft).length > 0;
  // The last draft that could be saved stands until the next one can.
  const [settled, setSettled] = useState(draft);
  const wanted = useDebounced(draft, 350);
  if (isValid && wanted === draft && wanted !== settled) setSettled(wanted);
  const body: PreviewBody = patchOf(settled);
  const path = `/teams/${team.id}/config/preview`;
  const isPlain = Object.keys(body).length === 0 || !canWrite;
  const preview = useQuery({
    queryKey: [...teamKey(team.id), "preview", version, body],
    queryFn: ({ signal }) => api<PreviewJson>(path, isPlain ? { signal } : { body, signal }),
    placeholderData: keepPreviousData,
  });
  const replies = preview.data?.[where];

  return (
    <section aria-labelledby={headingId} className="min-w-0 xl:sticky xl:top-6">
      <div className="mb-3">
        <h2 id={headingId} className="font-semibold text-base">
          {t("title")}
        </h2>
        <p className="text-ink-muted text-sm">{t("description")}</p>
      </div>
      <div className="overflow-hidden rounded-lg border bg-surface">
        <div className="flex items-center justify-between gap-3 border-b px-3 py-2">
          <span role="status" className="flex min-w-0 items-center gap-2 text-ink-muted text-xs">
            <span aria-hidden className={cn("size-1.5 shrink-0 rounded-full", isDraft ? "bg-accent" : "bg-success")} />
            <span className="truncate">{!isValid ? t("invalid") : isDraft ? t("draft") : t("saved")}</span>
          </span>
          <Segmented
            label={t("where")}
            value={where}
            onValueChange={setWhere}
            options={[
              { value: "direct", label: t("direct") },
              { value: "group", label: t("group") },
            ]}
          />
        </div>
        {preview.isError && !preview.isPlaceholderData ? (
          <div role="alert" className="p-4 text-sm">
            <p className="font-medium">{t("error")}</p>
            <p className="text-ink-muted">{whyNot(preview.error, errorMessage)}</p>
          </div>
        ) : (
          <div
            role="log"
            aria-label={t("conversation")}
            aria-busy={preview.isFetching}
            className={cn(
              "flex max-h-[min(46rem,78vh)] flex-col gap-3 overflow-y-auto bg-canvas p-3 transition-opacity dark:bg-sunken",
              preview.isPlaceholderData && "opacity-60",
            )}
          >
            {(["help", "models"] as const).map((command) => (
              <div key={command} className="flex flex-col gap-2">
                <p
                  dir="ltr"
                  className="max-w-[85%] self-end rounded-xl rounded-ee-sm bg-accent px-3 py-1.5 font-mono text-accent-ink text-sm"
                >
                  /{command}
                </p>
                {replies ? (
                  <Reply name={team.displayName} spans={replies[command]} />
                ) : (
                  <div className="ms-9 flex w-3/4 flex-col gap-2 rounded-xl border bg-surface p-3">
                    <Skeleton className="w-full" />
                    <Skeleton className="w-2/3" />
                    <Skeleton className="w-1/2" />
                  </div>
                )}
              </div>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}

function Reply({ name, spans }: { name: string; spans: PreviewReplyJson }) {
  const t = useTranslations("configuration.preview");
  if (!spans) {
    return (
      <p className="flex items-start gap-2 self-start text-ink-subtle text-xs">
        <Bot aria-hidden className="mt-px size-3.5 shrink-0" />
        {t("silent")}
      </p>
    );
  }
  return (
    <div className="flex min-w-0 items-end gap-2">
      <Avatar name={name} shape="square" size="sm" />
      <p
        dir="auto"
        className="min-w-0 whitespace-pre-wrap break-words rounded-xl rounded-es-sm border bg-surface px-3 py-2 text-sm"
      >
        {spans.map(({ text, bold, code }, index) => {
          const Tag = code ? "code" : bold ? "strong" : "span";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a message's stretches stay in their order
            <Tag key={index} className={cn(code && "break-all font-mono text-xs", bold && "font-semibold")}>
              {text}
            </Tag>
          );
        })}
      </p>
    </div>
  );
}

/** The refusal of a field says more than that there was one. */
function whyNot(error: unknown, errorMessage: (error: unknown) => string) {
  const first = error instanceof ApiError ? error.fieldErrors[0] : undefined;
  return first?.message ?? errorMessage(error);
}
