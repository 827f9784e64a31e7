"use client";

import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { TableCell } from "#components/ui/table.tsx";
import { useFormat } from "#components/use-format.ts";

export interface AuditValueProps {
  /** Undefined: there is none on this side. */
  value: unknown;
  /** What stands on the other side: of a list, only what is not in it is marked. */
  other: unknown;
  side: "before" | "after" | "only";
}

const looks = {
  before: "bg-danger-soft text-danger-text",
  after: "bg-success-soft text-success-text",
  only: "text-ink",
};
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** One side of one field. */
export function AuditValue({ value, other, side }: AuditValueProps) {
  const t = useTranslations("audit.values");
  const show = useShow();
  if (value === undefined) {
    return (
      <TableCell className="h-8">
        <span className="text-ink-subtle">–</span>
      </TableCell>
    );
  }
  if (Array.isArray(value)) {
    const others = Array.isArray(other) ? new Set(other.map((item) => JSON.stringify(item))) : undefined;
    // The same items in another order: the order is what changed.
    const isReordered = others?.size === value.length && value.every((item) => others.has(JSON.stringify(item)));
    return (
      <TableCell className="h-8 min-w-32 max-w-96 whitespace-normal">
        {value.length === 0 ? (
          <Mark className="text-ink-subtle">{t("none")}</Mark>
        ) : (
          <ol className="flex flex-col items-start gap-0.5">
            {value.map((item) => {
              const text = show(item);
              const isMarked = side !== "only" && (isReordered || !others?.has(JSON.stringify(item)));
              return (
                <li key={text}>
                  <Mark className={isMarked ? looks[side] : "text-ink-muted"}>{text}</Mark>
                </li>
              );
            })}
          </ol>
        )}
      </TableCell>
    );
  }
  // Nothing was taken out where nothing was, and nothing put in where nothing is.
  const isNothing = value === null || value === "";
  return (
    <TableCell className="h-8 min-w-32 max-w-96 whitespace-normal">
      <Mark className={isNothing ? "text-ink-subtle" : looks[side]}>{show(value)}</Mark>
    </TableCell>
  );
}

function Mark({ className, children }: { className: string; children: string }) {
  return (
    <bdi className={cn("-mx-1 box-decoration-clone whitespace-pre-wrap break-words rounded-sm px-1 py-0.5", className)}>
      {children}
    </bdi>
  );
}

function useShow() {
  const t = useTranslations("audit.values");
  const format = useFormat();
  return function show(value: unknown): string {
    if (value === null || value === undefined) return t("notSet");
    if (value === "") return t("empty");
    if (value === true) return t("yes");
    if (value === false) return t("no");
    if (typeof value === "string" && MOMENT.test(value)) return format.dateTime(value, { zone: true });
    if (typeof value === "object") return JSON.stringify(value);
    return String(value);
  };
}
