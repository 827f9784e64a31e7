"use client";

import { useTranslations } from "next-intl";
import { errorMessage } from "#components/api-client.ts";
import { useFailureText } from "#components/models/use-failure-text.ts";
import type { useTestCall } from "#components/models/use-test-call.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { ModelJson, ModelTestJson } from "#lib/http/resources/models.ts";

export interface TestDialogProps {
  model: ModelJson;
  test: ReturnType<typeof useTestCall>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What a test call said. */
export function TestDialog({ model, test, open, onOpenChange }: TestDialogProps) {
  const t = useTranslations("models.test");
  const common = useTranslations("common");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title", { name: model.displayName })}
      description={t.rich("description", {
        upstreamName: model.upstreamName,
        provider: model.providerName,
        id: (chunks) => (
          <bdi key="id" className="font-mono text-xs">
            {chunks}
          </bdi>
        ),
      })}
    >
      <DialogBody>
        <div aria-live="polite" className="flex min-h-36 flex-col gap-4">
          {test.isPending ? (
            <div role="status" className="flex flex-col gap-3">
              <p className="text-ink-muted text-sm">{t("running", { provider: model.providerName })}</p>
              <Skeleton className="h-10" />
              <Skeleton className="h-16" />
            </div>
          ) : test.data ? (
            <Result result={test.data} />
          ) : (
            <Banner tone="danger" title={t("notRun")}>
              {errorMessage(test.error)}
            </Banner>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>{common("close")}</Button>} />
        <Button variant="primary" loading={test.isPending} onClick={() => test.mutate(model)}>
          {t("again")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Result({ result }: { result: ModelTestJson }) {
  const t = useTranslations("models.test");
  const format = useFormat();
  const failureText = useFailureText();
  const { failure, latencyMs, tokensIn, tokensOut, reply } = result;
  const latency = { label: t("latency"), value: <span className="tnum">{format.ms(latencyMs)}</span> };
  if (failure) {
    return (
      <>
        <Banner tone="danger" title={t("failed")}>
          {failureText(failure.kind, "long")}
        </Banner>
        <Facts
          items={[
            {
              label: t("status"),
              value: failure.status === null ? t("noStatus") : <bdi className="tnum">{failure.status}</bdi>,
            },
            latency,
            ...(failure.said ? [{ label: t("said"), value: <bdi>{failure.said}</bdi> }] : []),
          ]}
        />
      </>
    );
  }
  const counted = tokensIn !== null && tokensOut !== null;
  return (
    <>
      <Banner tone="success" title={t("answered")} />
      <Facts
        items={[
          latency,
          {
            label: t("tokens"),
            value: counted
              ? t("tokensValue", { input: format.count(tokensIn), output: format.count(tokensOut) })
              : t("tokensUnknown"),
          },
          {
            label: t("reply"),
            value: reply ? (
              <bdi className="whitespace-pre-wrap">{reply}</bdi>
            ) : (
              <span className="text-ink-subtle">{t("emptyReply")}</span>
            ),
          },
        ]}
      />
    </>
  );
}
