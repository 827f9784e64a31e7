"use client";

import { useTranslations } from "next-intl";
import type { FieldChange } from "#components/audit/audit-diff.ts";
import { AuditValue } from "#components/audit/audit-value.tsx";
import { LineChanges } from "#components/audit/line-changes.tsx";
import { useActionName } from "#components/audit/use-action-name.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { useFormat } from "#components/use-format.ts";
import type { AuditEntryJson } from "#lib/http/resources/audit.ts";

/** Longer texts are compared line by line. */
const LONG_TEXT = 80;

/** Before and after, field by field, and what finds the entry elsewhere. */
export function AuditChanges({ entry, changes }: { entry: AuditEntryJson; changes: readonly FieldChange[] }) {
  const t = useTranslations("audit.changes");
  const format = useFormat();
  const actionName = useActionName();
  const hadBefore = entry.before !== null;
  const hasAfter = entry.after !== null;
  const time = format.dateTime(entry.createdAt, { zone: true });
  return (
    <div className="flex flex-col gap-2">
      {changes.length === 0 ? (
        <p className="text-ink-muted text-sm">{t("nothing")}</p>
      ) : (
        <div className="overflow-hidden rounded-md border">
          <Table label={t("label", { time, action: actionName(entry.action) })}>
            <TableHead>
              <TableRow>
                <TableHeader className="w-48">{t("field")}</TableHeader>
                {hadBefore && <TableHeader>{t("before")}</TableHeader>}
                {hasAfter && <TableHeader>{hadBefore ? t("after") : t("value")}</TableHeader>}
              </TableRow>
            </TableHead>
            <TableBody>
              {changes.map(({ field, before, after }) => (
                <TableRow key={field} className="align-top">
                  <TableCell className="h-8 font-mono text-ink-muted text-xs leading-5">
                    <bdi>{field}</bdi>
                  </TableCell>
                  {isLong(before, after) ? (
                    <TableCell colSpan={2} className="h-8 whitespace-normal">
                      <LineChanges before={String(before)} after={String(after)} />
                    </TableCell>
                  ) : (
                    <>
                      {hadBefore && <AuditValue value={before} other={hasAfter ? after : undefined} side="before" />}
                      {hasAfter && <AuditValue value={after} other={before} side={hadBefore ? "after" : "only"} />}
                    </>
                  )}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-ink-subtle text-xs">
        <p>
          <span className="tnum">{time}</span>
          {" · "}
          <bdi className="font-mono">{entry.action}</bdi>
          {entry.requestId && (
            <>
              {" · "}
              {t.rich("request", {
                id: () => (
                  <bdi key="id" className="break-all font-mono">
                    {entry.requestId}
                  </bdi>
                ),
              })}
            </>
          )}
        </p>
        <CopyButton value={JSON.stringify(entry, null, 2)} label={t("copy")} showLabel variant="ghost" />
      </div>
    </div>
  );
}

function isLong(before: unknown, after: unknown): boolean {
  if (typeof before !== "string" || typeof after !== "string" || before === "" || after === "") return false;
  return [before, after].some((text) => text.length > LONG_TEXT || text.includes("\n"));
}
