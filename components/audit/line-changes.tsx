"use client";

import { useTranslations } from "next-intl";
import { type DiffLine, lineDiff } from "#components/audit/line-diff.ts";

const looks = {
  same: { sign: " ", className: "text-ink-muted" },
  removed: { sign: "−", className: "bg-danger-soft text-danger-text" },
  added: { sign: "+", className: "bg-success-soft text-success-text" },
} as const;

/** A long text before and after, line by line. */
export function LineChanges({ before, after }: { before: string; after: string }) {
  const lines = lineDiff(before, after);
  return (
    <div className="max-h-96 max-w-[72ch] overflow-y-auto rounded-sm text-xs leading-5">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { line: DiffLine }) {
  const t = useTranslations("audit.changes");
  const { sign, className } = looks[line.kind];
  return (
    <div className={`flex gap-2 px-1 ${className}`}>
      <span aria-hidden className="w-3 shrink-0 select-none font-mono">
        {sign}
      </span>
      {line.kind !== "same" && <span className="sr-only">{t(line.kind)}: </span>}
      <bdi className="min-w-0 whitespace-pre-wrap break-words">{line.text || " "}</bdi>
    </div>
  );
}
