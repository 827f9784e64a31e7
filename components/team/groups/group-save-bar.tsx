import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

export interface GroupSaveBarProps {
  dirty: boolean;
  saving: boolean;
  onDiscard: () => void;
}

/** Stays at the window's foot while something is unsaved. */
export function GroupSaveBar({ dirty, saving, onDiscard }: GroupSaveBarProps) {
  const t = useTranslations("groups.bar");
  if (!dirty) return null;
  return (
    <section
      aria-label={t("label")}
      className="sticky bottom-4 z-20 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl bg-raised py-2.5 ps-4 pe-2.5 shadow-pop"
    >
      <p role="status" className="flex items-center gap-2 font-medium text-sm">
        <span aria-hidden className="size-2 rounded-full bg-accent" />
        {t("unsaved")}
      </p>
      <div className="flex items-center gap-2">
        <Button variant="ghost" onClick={onDiscard} disabled={saving}>
          {t("discard")}
        </Button>
        <Button type="submit" variant="primary" loading={saving}>
          {t("save")}
        </Button>
      </div>
    </section>
  );
}
