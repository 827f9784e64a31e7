import { useTranslations } from "next-intl";

type Names = ReturnType<typeof useTranslations<"audit.actions">>;

/** What happened, in the viewer's words; an action that has none yet is shown as it is. */
export function useActionName(): (action: string) => string {
  const t = useTranslations("audit.actions");
  return (action) => (t.has(action as Parameters<Names>[0]) ? t(action as Parameters<Names>[0]) : action);
}

/** What kind of thing it was done to. */
export function useTargetTypeName(): (targetType: string) => string {
  const t = useTranslations("audit.targets");
  type Key = Parameters<typeof t>[0];
  return (targetType) => (t.has(targetType as Key) ? t(targetType as Key) : targetType);
}
