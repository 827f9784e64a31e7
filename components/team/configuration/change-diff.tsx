"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Change } from "#components/team/configuration/config-draft.ts";
import { cn } from "#components/ui/cn.ts";

/** One value before and after: what went out of a list and came into it, two texts, or two words. */
export function ChangeDiff({ change }: { change: Pick<Change, "before" | "after" | "kind"> }) {
  const t = useTranslations("configuration.review");
  const { before, after, kind } = change;
  const words = (value: Change["before"]) =>
    value === true ? t("yes") : value === false ? t("no") : String(value) || t("empty");
  if (Array.isArray(before) && Array.isArray(after)) {
    const removed = before.filter((item) => !after.includes(item));
    const added = after.filter((item) => !before.includes(item));
    if (removed.length + added.length === 0) return <p className="text-ink-muted">{t("sameList")}</p>;
    return (
      <ul className="flex flex-wrap gap-1.5">
        {removed.map((item) => (
          <li key={item}>
            <Mark tone="removed">{item}</Mark>
          </li>
        ))}
        {added.map((item) => (
          <li key={item}>
            <Mark tone="added">{item}</Mark>
          </li>
        ))}
      </ul>
    );
  }
  if (kind === "text") {
    return (
      <div className="grid gap-1.5">
        <Block tone="removed">{words(before)}</Block>
        <Block tone="added">{words(after)}</Block>
      </div>
    );
  }
  const unchanged = before === after;
  return (
    <p className="flex flex-wrap items-center gap-2">
      {!unchanged && <Mark tone="removed">{words(before)}</Mark>}
      {!unchanged && <ArrowRight aria-hidden className="size-3.5 text-ink-subtle rtl:-scale-x-100" />}
      <Mark tone="added">{words(after)}</Mark>
    </p>
  );
}

const tones = {
  removed: "bg-danger-soft text-danger-text line-through decoration-1",
  added: "bg-success-soft text-success-text",
};

function Mark({ tone, children }: { tone: keyof typeof tones; children: string }) {
  return (
    <bdi className={cn("inline-block break-all rounded-sm px-1.5 py-0.5 font-mono text-xs", tones[tone])}>
      <Spoken tone={tone} />
      {children}
    </bdi>
  );
}

function Block({ tone, children }: { tone: keyof typeof tones; children: string }) {
  return (
    <div
      dir="auto"
      className={cn("max-h-48 overflow-y-auto rounded-md px-2.5 py-1.5 text-xs", tones[tone], "no-underline")}
    >
      <Spoken tone={tone} />
      <span className="whitespace-pre-wrap break-words">{children}</span>
    </div>
  );
}

function Spoken({ tone }: { tone: keyof typeof tones }) {
  const t = useTranslations("configuration.review");
  return <span className="sr-only">{tone === "removed" ? t("before") : t("after")} </span>;
}
