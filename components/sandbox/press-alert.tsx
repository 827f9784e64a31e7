"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";

/** What a bot wants to be seen, after a button was pressed. */
export function PressAlert({ text, onClose }: { text: string | null; onClose: () => void }) {
  const t = useTranslations("sandbox.press");
  const [shown, setShown] = useState(text);
  if (text !== null && text !== shown) setShown(text);
  return (
    <Dialog open={text !== null} onOpenChange={(open) => !open && onClose()} size="sm" title={t("says")}>
      <DialogBody>
        <p className="whitespace-pre-wrap">{shown}</p>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {t("ok")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
