"use client";

import { useState } from "react";
import { ConnectionForm } from "#components/team/connections/connection-form.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export interface ConnectionDialogProps {
  open: boolean;
  /** The connection to edit; null connects a new bot. */
  connection: ConnectionJson | null;
  onOpenChange: (open: boolean) => void;
}

export function ConnectionDialog({ open, connection, onOpenChange }: ConnectionDialogProps) {
  // What was shown stays while the dialog fades out.
  const [shown, setShown] = useState(connection);
  if (open && shown !== connection) setShown(connection);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={shown ? `Edit ${shown.name}` : "Connect a Telegram bot"}
      description={shown ? undefined : "It starts to answer as soon as Telegram has accepted its token."}
    >
      <ConnectionForm key={shown?.id ?? "new"} connection={shown} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
