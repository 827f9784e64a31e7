import { useTranslations } from "next-intl";
import { channelName } from "#components/usage/channel-name.ts";
import type { GroupBy } from "#components/usage/group-by.ts";
import { useFormat } from "#components/use-format.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

export interface RowLabelProps {
  groupBy: GroupBy;
  row: UsageReportJson["rows"][number];
  /** Whether it says whose key or end user it is. */
  withTeam: boolean;
}

/** What a row of the explorer counts; a key or an end user with its team. */
export function RowLabel({ groupBy, row: { group, label, teamName }, withTeam }: RowLabelProps) {
  const t = useTranslations("usage");
  const format = useFormat();
  const ofTeam = groupBy === "key" || groupBy === "endUser";
  if (group === null) {
    return <span className="text-ink-muted">{t(ofTeam ? `none.${groupBy}` : "chart.none")}</span>;
  }
  if (groupBy === "day") return format.bucket(group, "day", { long: true });
  return (
    <span className="block truncate">
      <bdi>{groupBy === "channel" ? channelName(label) : label}</bdi>
      {withTeam && ofTeam && teamName && (
        <span className="block font-normal text-ink-subtle text-xs sm:ms-2 sm:inline">
          <bdi>{teamName}</bdi>
        </span>
      )}
    </span>
  );
}
