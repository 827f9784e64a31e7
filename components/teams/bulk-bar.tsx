"use client";

import { Power, PowerOff, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

export interface BulkBarProps {
  count: number;
  /** Some of them are off, some on. */
  canActivate: boolean;
  canDeactivate: boolean;
  busy: boolean;
  onSwitch: (active: boolean) => void;
  onClear: () => void;
}

/** What can be done with the selected teams; it stays at the window's foot while any is selected. */
export function BulkBar({ count, canActivate, canDeactivate, busy, onSwitch, onClear }: BulkBarProps) {
  const t = useTranslations("teams.bulk");
  if (count === 0) return null;
  return (
    <section
      aria-label={t("label")}
      className="sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-xl bg-raised py-2 ps-4 pe-2 shadow-pop"
    >
      <p role="status" className="me-2 font-medium text-sm">
        {t("selected", { count })}
      </p>
      {canActivate && (
        <Button size="sm" loading={busy} onClick={() => onSwitch(true)}>
          <Power aria-hidden />
          {t("activate")}
        </Button>
      )}
      {canDeactivate && (
        <Button size="sm" variant="danger-quiet" loading={busy} onClick={() => onSwitch(false)}>
          <PowerOff aria-hidden />
          {t("deactivate")}
        </Button>
      )}
      <IconButton size="sm" label={t("clear")} icon={<X aria-hidden />} onClick={onClear} />
    </section>
  );
}
