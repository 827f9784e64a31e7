"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";

/** What a bot wants to be seen, after a button was pressed. */
export function PressAlert({ text, onClose }: { text: string | null; onClose: () => void }) {
  const [shown, setShown] = useState(text);
  if (text !== null && text !== shown) setShown(text);
  return (
    <Dialog open={text !== null} onOpenChange={(open) => !open && onClose()} size="sm" title="The bot says">
      <DialogBody>
        <p className="whitespace-pre-wrap">{shown}</p>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          OK
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
