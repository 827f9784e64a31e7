"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import type { useExplorer } from "#components/usage/use-explorer.ts";
import type { Range } from "#components/usage/use-range.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

export interface ExportLinkProps {
  report: UsageReportJson | undefined;
  explorer: ReturnType<typeof useExplorer>;
  range: Range;
}

/** All rows as a file, in the order of the table. The turns of a list are exported by day. */
export function ExportLink({ report, explorer, range }: ExportLinkProps) {
  const t = useTranslations("usage");
  const { groupBy, query, sort, order } = explorer;
  const label = (
    <>
      <Download aria-hidden />
      {t("export")}
    </>
  );
  if (!report || report.rows.length === 0) return <Button disabled>{label}</Button>;
  const wanted = { ...query, from: range.from, to: range.to, ...(groupBy === "turn" ? {} : { groupBy, sort, order }) };
  const params = Object.entries(wanted).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return (
    <a className={cn(buttonVariants())} href={`/api/admin/usage/export?${new URLSearchParams(params)}`} download>
      {label}
    </a>
  );
}
