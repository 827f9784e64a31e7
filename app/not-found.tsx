import { useTranslations } from "next-intl";
import { MessagePage } from "#components/shell/message-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

export default function NotFound() {
  const t = useTranslations("shell");
  return (
    <MessagePage
      code="404"
      title={t("notFound.pageTitle")}
      description={t("notFound.pageText")}
      actions={
        <ButtonLink href="/" variant="primary">
          {t("error.overview")}
        </ButtonLink>
      }
    />
  );
}
