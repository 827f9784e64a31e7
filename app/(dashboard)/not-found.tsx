import { useTranslations } from "next-intl";
import { MessagePage } from "#components/shell/message-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

export default function DashboardNotFound() {
  const t = useTranslations("shell");
  return (
    <MessagePage
      inShell
      code="404"
      title={t("notFound.title")}
      description={t("notFound.text")}
      actions={<ButtonLink href="/">{t("notFound.back")}</ButtonLink>}
    />
  );
}
