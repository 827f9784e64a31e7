"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/api-client.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery, teamKey } from "#components/team/team-queries.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyField } from "#components/ui/copy-field.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import type { AccessCodeJson } from "#lib/http/resources/access-codes.ts";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export interface AccessCodeDialogProps {
  connection: ConnectionJson | null;
  onOpenChange: (open: boolean) => void;
}

export function AccessCodeDialog({ connection, onOpenChange }: AccessCodeDialogProps) {
  const t = useTranslations("connections.code");
  const [shown, setShown] = useState(connection);
  if (connection && shown !== connection) setShown(connection);
  return (
    <Dialog
      open={connection !== null}
      onOpenChange={onOpenChange}
      title={t("title", { name: shown?.name ?? t("fallbackName") })}
      description={t("description")}
    >
      {shown && <AccessCode connection={shown} />}
    </Dialog>
  );
}

function AccessCode({ connection }: { connection: ConnectionJson }) {
  const t = useTranslations("connections.code");
  const common = useTranslations("common");
  const describeError = useErrorMessage();
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const path = `/teams/${team.id}/connections/${connection.id}/access-code`;
  const queryKey = [...teamKey(team.id), "access-code", connection.id];
  const code = useQuery({ queryKey, queryFn: ({ signal }) => api<AccessCodeJson>(path, { signal }), gcTime: 0 });
  const { data: config } = useQuery(configQuery(team.id));
  const renew = useMutation({
    mutationFn: () => api<AccessCodeJson>(path, { method: "POST" }),
    meta: { errorToast: t("renewFailed") },
    onSuccess: (fresh) => {
      queryClient.setQueryData(queryKey, fresh);
      toast.success(t("renewed"));
    },
  });

  return (
    <>
      <DialogBody>
        {config && !config.requiresAuth.value && <Banner title={t("notNeeded")}>{t("notNeededText")}</Banner>}
        {code.isError ? (
          <ErrorState className="py-4" description={describeError(code.error)} onRetry={() => code.refetch()} />
        ) : !code.data ? (
          <Skeleton className="h-14 rounded-md" />
        ) : (
          <>
            {code.data.link && <CopyField label={t("link")} copyLabel={t("copyLink")} value={code.data.link} />}
            <CopyField label={t("command")} copyLabel={t("copyCommand")} value={`/start ${code.data.code}`} />
          </>
        )}
      </DialogBody>
      <DialogFooter>
        <ConfirmDialog
          trigger={
            <Button variant="ghost" className="me-auto" disabled={!code.data}>
              <RefreshCw aria-hidden />
              {t("newCode")}
            </Button>
          }
          title={t("confirmTitle")}
          description={t("confirmText")}
          confirmLabel={t("confirm")}
          onConfirm={() => renew.mutateAsync()}
        />
        <DialogClose render={<Button>{common("close")}</Button>} />
      </DialogFooter>
    </>
  );
}
