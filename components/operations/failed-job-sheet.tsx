"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useQueueWords } from "#components/operations/use-queue-words.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { useFormat } from "#components/use-format.ts";
import type { FailedJobJson } from "#lib/http/resources/operations.ts";

export interface FailedJobSheetProps {
  job: FailedJobJson | null;
  onClose: () => void;
  onRetry: (job: FailedJobJson) => void;
  onDiscard: (job: FailedJobJson) => void;
}

/** What is known of a failed job, without what it was about. */
export function FailedJobSheet({ job, onClose, onRetry, onDiscard }: FailedJobSheetProps) {
  const t = useTranslations("operations.failedJobs");
  // What was shown stays while the sheet slides out.
  const [shown, setShown] = useState(job);
  if (job && shown !== job) setShown(job);
  return (
    <Sheet open={job !== null} onOpenChange={(open) => !open && onClose()} title={t("detail.title")}>
      {shown && (
        <div className="flex flex-col gap-5 px-5 pb-6">
          <Banner tone="danger">{t(`kinds.${shown.failure.kind}`)}</Banner>
          <JobFacts job={shown} />
          <PayloadShape shape={shown.shape} />
          {!shown.retryable && <Banner title={t("forgotten")}>{t("forgottenText")}</Banner>}
          <div className="flex gap-2">
            {shown.retryable && (
              <Button variant="primary" onClick={() => onRetry(shown)}>
                {t("retry")}
              </Button>
            )}
            <Button variant="danger-quiet" onClick={() => onDiscard(shown)}>
              {t("discard")}
            </Button>
          </div>
        </div>
      )}
    </Sheet>
  );
}

function JobFacts({ job }: { job: FailedJobJson }) {
  const t = useTranslations("operations.failedJobs");
  const format = useFormat();
  const words = useQueueWords();
  const { error, code, place } = job.failure;
  return (
    <Facts
      items={[
        { label: t("detail.queue"), value: words(job.queue).name },
        { label: t("detail.id"), value: <Code>{job.id}</Code> },
        {
          label: t("attempts"),
          value: t("attemptsOf", { attempts: format.count(job.attempts), most: format.count(job.mostAttempts) }),
        },
        { label: t("detail.added"), value: <RelativeTime date={job.addedAt} /> },
        { label: t("detail.failed"), value: <RelativeTime date={job.failedAt} /> },
        { label: t("detail.error"), value: error ? <Code>{error}</Code> : <NotKnown /> },
        ...(code ? [{ label: t("detail.code"), value: <Code>{code}</Code> }] : []),
        { label: t("detail.place"), value: place ? <Code>{place}</Code> : <NotKnown /> },
        {
          label: t("detail.request"),
          value: job.requestId ? (
            <span className="flex items-center gap-1">
              <Code>{job.requestId}</Code>
              <CopyButton value={job.requestId} />
            </span>
          ) : (
            <NotKnown />
          ),
        },
      ]}
    />
  );
}

function PayloadShape({ shape }: { shape: FailedJobJson["shape"] }) {
  const t = useTranslations("operations.failedJobs");
  return (
    <section>
      <h3 className="font-semibold text-sm">{t("detail.shape")}</h3>
      <p className="mb-2 text-ink-muted text-xs">{t("detail.shapeNote")}</p>
      {shape.length === 0 ? (
        <p className="text-ink-subtle text-sm">{t("detail.shapeEmpty")}</p>
      ) : (
        <div className="overflow-hidden rounded-md border">
          <Table label={t("detail.shape")}>
            <TableHead>
              <tr>
                <TableHeader>{t("detail.field")}</TableHeader>
                <TableHeader>{t("detail.type")}</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {shape.map(({ path, type, value }) => (
                <TableRow key={path}>
                  <TableCell className="h-8">
                    <Code>{path}</Code>
                  </TableCell>
                  <TableCell className="h-8 text-ink-muted">
                    {t(`types.${type}`)} {value && <Code>{value}</Code>}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </section>
  );
}

function Code({ children }: { children: ReactNode }) {
  return (
    <bdi dir="ltr" className="font-mono text-xs [overflow-wrap:anywhere]">
      {children}
    </bdi>
  );
}

function NotKnown() {
  const t = useTranslations("operations.failedJobs.detail");
  return <span className="text-ink-subtle">{t("none")}</span>;
}
