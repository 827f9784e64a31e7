import { useTranslations } from "next-intl";
import { Truncated } from "#components/ui/truncated.tsx";

export interface ChatNameProps {
  title: string;
  username: string | null;
}

/** A chat's title, and its @name or that it is private. */
export function ChatName({ title, username }: ChatNameProps) {
  const t = useTranslations("groups");
  return (
    <span className="block min-w-0">
      <Truncated className="font-medium">{title}</Truncated>
      <span className="block truncate font-normal text-ink-subtle text-xs">
        {username ? <bdi dir="ltr">@{username}</bdi> : t("private")}
      </span>
    </span>
  );
}
