"use client";

import { useTranslations } from "next-intl";
import { ChangeDiff } from "#components/team/configuration/change-diff.tsx";
import type { Change } from "#components/team/configuration/config-draft.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";

export interface ReviewDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  changes: readonly Change[];
  /** In words: "Private defaults". */
  inheritedFrom: string;
  saving: boolean;
  onConfirm: () => void;
}

/** What exactly will be saved, before it is. */
export function ReviewDialog({ open, onOpenChange, changes, inheritedFrom, saving, onConfirm }: ReviewDialogProps) {
  const t = useTranslations("configuration");
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !saving && onOpenChange(next)}
      size="lg"
      title={t("review.title", { count: changes.length })}
      description={t("review.description")}
    >
      <DialogBody>
        <ul className="flex flex-col divide-y divide-line rounded-lg border">
          {changes.map((change) => (
            <li key={change.name} className="flex flex-col gap-2 px-4 py-3">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                {t(`fields.${change.name}`)}
                {change.willInherit && <Badge>{t("review.inherit", { source: inheritedFrom })}</Badge>}
                {change.wasInherited && !change.willInherit && <Badge tone="accent">{t("review.override")}</Badge>}
              </span>
              <ChangeDiff change={change} />
            </li>
          ))}
        </ul>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button disabled={saving}>{t("review.keep")}</Button>} />
        <Button variant="primary" loading={saving} onClick={onConfirm} autoFocus>
          {t("review.save")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
