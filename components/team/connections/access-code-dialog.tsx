"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery, teamKey } from "#components/team/team-queries.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { AccessCodeJson } from "#lib/http/resources/access-codes.ts";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export interface AccessCodeDialogProps {
  connection: ConnectionJson | null;
  onOpenChange: (open: boolean) => void;
}

export function AccessCodeDialog({ connection, onOpenChange }: AccessCodeDialogProps) {
  const [shown, setShown] = useState(connection);
  if (connection && shown !== connection) setShown(connection);
  return (
    <Dialog
      open={connection !== null}
      onOpenChange={onOpenChange}
      title={`Access to ${shown?.name ?? "the bot"}`}
      description="End users open the link, or send the command, once. From then on the bot knows them."
    >
      {shown && <AccessCode connection={shown} />}
    </Dialog>
  );
}

function AccessCode({ connection }: { connection: ConnectionJson }) {
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const path = `/teams/${team.id}/connections/${connection.id}/access-code`;
  const queryKey = [...teamKey(team.id), "access-code", connection.id];
  const code = useQuery({ queryKey, queryFn: ({ signal }) => api<AccessCodeJson>(path, { signal }), gcTime: 0 });
  const { data: config } = useQuery(configQuery(team.id));
  const renew = useMutation({
    mutationFn: () => api<AccessCodeJson>(path, { method: "POST" }),
    meta: { errorToast: "Couldn’t make a new code" },
    onSuccess: (fresh) => {
      queryClient.setQueryData(queryKey, fresh);
      toast.success("The old code opens nothing any more");
    },
  });

  return (
    <>
      <DialogBody>
        {config && !config.requiresAuth.value && (
          <Banner title="Not needed at the moment">
            This team’s bots answer everybody. Turn on “Require an access code” in the configuration to close them.
          </Banner>
        )}
        {code.isError ? (
          <ErrorState className="py-4" description={errorMessage(code.error)} onRetry={() => code.refetch()} />
        ) : !code.data ? (
          <Skeleton className="h-14 rounded-md" />
        ) : (
          <>
            {code.data.link && <CopyField label="Start link" value={code.data.link} />}
            <CopyField label="Command" value={`/start ${code.data.code}`} />
          </>
        )}
      </DialogBody>
      <DialogFooter>
        <ConfirmDialog
          trigger={
            <Button variant="ghost" className="me-auto" disabled={!code.data}>
              <RefreshCw aria-hidden />
              New code…
            </Button>
          }
          title="Make a new access code?"
          description="The code you have handed out stops working. Whoever has used it already stays in."
          confirmLabel="Make a new code"
          onConfirm={() => renew.mutateAsync()}
        />
        <DialogClose render={<Button>Close</Button>} />
      </DialogFooter>
    </>
  );
}

function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <Field label={label}>
      <div className="flex gap-2">
        <Input
          value={value}
          readOnly
          className="min-w-0 flex-1 font-mono text-xs"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={value} label={`Copy ${label.toLowerCase()}`} size="md" variant="secondary" />
      </div>
    </Field>
  );
}
