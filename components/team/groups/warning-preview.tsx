import { useTranslations } from "next-intl";
import { EntityText } from "#components/sandbox/entity-text.tsx";
import { fillWarning } from "#components/team/groups/fill-warning.ts";
import type { GateLanguage } from "#components/team/groups/group-form.ts";
import { useGroup } from "#components/team/groups/group-frame.tsx";
import { MessagePreview } from "#components/telegram/message-preview.tsx";

export interface WarningPreviewProps {
  language: GateLanguage;
  warning: string;
  button: string;
}

/** The warning as somebody in the group gets it: its text, the channels' buttons, the verify button. */
export function WarningPreview({ language, warning, button }: WarningPreviewProps) {
  const t = useTranslations("groups.texts");
  const { title, isForum, channels, connection } = useGroup();
  const shown = channels.length > 0 ? channels : [{ title: t("sampleChannel"), url: "https://t.me" }];
  const { text, entities } = fillWarning({
    ...{ template: warning, name: t(`samplePerson.${language}`), channels: shown, rtl: language === "fa" },
  });
  return (
    <MessagePreview
      label={t("preview")}
      lang={language}
      chat={{ title, topic: isForum ? t("sampleTopic") : undefined }}
      author={connection.username ?? connection.name}
      messages={[{ key: "warning", content: <EntityText text={text} entities={entities} /> }]}
      // A channel without a link has no button.
      buttons={[...shown.filter(({ url }) => url).map((one) => [{ text: one.title, leads: true }]), [{ text: button }]]}
    />
  );
}
