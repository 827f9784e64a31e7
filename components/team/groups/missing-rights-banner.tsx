import { useTranslations } from "next-intl";
import type { MissingRight } from "#components/team/groups/missing-rights.ts";
import { useTroubleWords } from "#components/team/groups/use-trouble-words.ts";
import { Banner } from "#components/ui/banner.tsx";

export interface MissingRightsBannerProps {
  missing: readonly MissingRight[];
  bot: string;
}

/** What the bot may not do yet, chat by chat, and who can change that where. */
export function MissingRightsBanner({ missing, bot }: MissingRightsBannerProps) {
  const t = useTranslations("groups.missing");
  const words = useTroubleWords();
  return (
    <Banner tone="danger" title={t("title")}>
      <ul className="mt-1 flex flex-col gap-2">
        {missing.map(({ chatId, title, code }) => {
          const { what, fix } = words(code, { group: title, channel: title, bot });
          return (
            <li key={`${chatId} ${code}`}>
              <span className="block text-ink">{what}</span>
              <span className="block">{fix}</span>
            </li>
          );
        })}
      </ul>
      <p className="mt-2">{t("again")}</p>
    </Banner>
  );
}
